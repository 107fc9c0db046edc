import type { Ledger } from "#store/store.ts";
import type { PollDeps, ChannelRef } from "./electorate.ts";

/** Whether everybody who may vote has voted in each of some polls. False while Slack does not say. */
export async function allVoted(
  { store, electorate }: PollDeps,
  where: ChannelRef,
  polls: readonly string[],
): Promise<boolean> {
  const members = await electorate.members(where);
  if (!members) return false;
  let voted = new Set(members);
  for (const poll of polls) voted = await store.ballots.votersAmong(where.workspace, poll, voted);
  // One after the other: mostly the first is somebody who may still vote, and a large channel is not asked through.
  for (const member of members.filter((one) => !voted.has(one))) {
    const entitled = await electorate.votersAmong(where, new Set([member]));
    if (!entitled || entitled.size > 0) return false;
  }
  return true;
}

type CountedPoll =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "counted"; readonly votes: ReadonlyMap<number, number> };

/** What some people answered; unreadable where there are votes under another secret than the server's. */
export async function countPoll(
  tx: Ledger,
  workspace: string,
  poll: string,
  people: ReadonlySet<string>,
): Promise<CountedPoll> {
  if ((await tx.ballots.count(workspace, poll)).size === 0) return { kind: "none" };
  if (!(await tx.ballots.isReadable(workspace, poll))) return { kind: "unreadable" };
  const counts = await tx.ballots.countOf(workspace, poll, people);
  return { kind: "counted", votes: new Map([...counts].map(([answer, votes]) => [Number(answer), votes])) };
}

/** How many have voted in a poll, while it is open. */
export async function votesCast(
  tx: Pick<Ledger, "ballots">,
  workspace: string,
  poll: string,
): Promise<number> {
  const counts = await tx.ballots.count(workspace, poll);
  return [...counts.values()].reduce((sum, votes) => sum + votes, 0);
}
