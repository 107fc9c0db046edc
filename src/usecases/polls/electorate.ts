import type { Deps } from "#usecases/deps.ts";

export type ChannelRef = { readonly workspace: string; readonly channel: string };

/** Who may vote in a team's channel, as Slack says now; nothing when Slack does not say, or the channel cannot be read. */
export type Electorate = {
  /** Everybody in the channel, whether they may vote or not. */
  readonly members: (where: ChannelRef) => Promise<readonly string[] | undefined>;
  /** Those of some people who are in the channel, without guests, outsiders and bots. */
  readonly votersAmong: (
    where: ChannelRef,
    people: ReadonlySet<string>,
  ) => Promise<ReadonlySet<string> | undefined>;
};

export type PollDeps = Deps & { readonly electorate: Electorate };

/** How long what waits for a channel that cannot be read does so; then it is destroyed, uncounted. */
const WAITS_FOR = Temporal.Duration.from({ hours: 7 * 24 });

/** Whether a channel that cannot be read was waited for since then for long enough. */
export const hasWaitedLongEnough = (since: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(since.add(WAITS_FOR), now) <= 0;

/** Of those who voted in one of some polls and are in the channel, the ones who may vote now; nothing when Slack does not say for now. */
export async function eligibleVoters(
  { store, electorate }: PollDeps,
  where: ChannelRef,
  ...polls: readonly string[]
): Promise<ReadonlySet<string> | undefined> {
  const { workspace } = where;
  const readable: string[] = [];
  for (const poll of polls) if (await store.ballots.isReadable(workspace, poll)) readable.push(poll);
  if (readable.length === 0) return new Set();
  const members = await electorate.members(where);
  if (!members) return undefined;
  const voted = new Set<string>();
  for (const poll of readable)
    for (const voter of await store.ballots.votersAmong(workspace, poll, members)) voted.add(voter);
  return electorate.votersAmong(where, voted);
}

/** In a channel this large, who may vote is not asked of everybody. */
const LARGE = 40;

/** How many may vote in a team's channel; nothing when Slack does not say, or the channel is large. */
export async function countEligibleVoters(
  { electorate }: PollDeps,
  where: ChannelRef,
): Promise<number | undefined> {
  const members = await electorate.members(where);
  if (!members || members.length > LARGE) return undefined;
  return (await electorate.votersAmong(where, new Set(members)))?.size;
}
