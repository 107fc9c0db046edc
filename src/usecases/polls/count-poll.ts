import type { Ledger } from "#store/store.ts";
import type { PollDeps, ChannelRef } from "./electorate.ts";

/** True if every eligible voter has voted in all `polls`. False if Slack doesn't say who is eligible. */
export async function allVoted(
  { store, electorate }: PollDeps,
  where: ChannelRef,
  polls: readonly string[],
): Promise<boolean> {
  const members = await electorate.members(where);
  if (!members) return false;
  let voted = new Set(members);
  for (const poll of polls) voted = await store.ballots.votersAmong(where.workspace, poll, voted);
  // One by one: the first is usually eligible, which saves asking Slack about everyone in a large channel.
  for (const member of members.filter((one) => !voted.has(one))) {
    const eligible = await electorate.votersAmong(where, new Set([member]));
    if (!eligible || eligible.size > 0) return false;
  }
  return true;
}

type CountedPoll =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "counted"; readonly votes: ReadonlyMap<number, number> };

/** The votes of `people`. Unreadable if the votes were sealed with another server secret. */
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

/** Number of votes in an open poll. */
export async function votesCast(
  tx: Pick<Ledger, "ballots">,
  workspace: string,
  poll: string,
): Promise<number> {
  const counts = await tx.ballots.count(workspace, poll);
  return [...counts.values()].reduce((sum, votes) => sum + votes, 0);
}
