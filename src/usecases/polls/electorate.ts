import type { Deps } from "#usecases/deps.ts";

export type ChannelRef = { readonly workspace: string; readonly channel: string };

/** Who may vote in a channel, as Slack has it now. Undefined if Slack doesn't say or the channel can't be read. */
export type Electorate = {
  /** Everyone in the channel, eligible or not. */
  readonly members: (where: ChannelRef) => Promise<readonly string[] | undefined>;
  /** The eligible voters among `people`: in the channel, and no guests, outsiders or bots. */
  readonly votersAmong: (
    where: ChannelRef,
    people: ReadonlySet<string>,
  ) => Promise<ReadonlySet<string> | undefined>;
};

export type PollDeps = Deps & { readonly electorate: Electorate };

/** Votes wait this long for an unreadable channel, then they are destroyed uncounted. */
const MAX_WAIT = Temporal.Duration.from({ hours: 7 * 24 });

export const hasWaitedLongEnough = (since: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(since.add(MAX_WAIT), now) <= 0;

/** The voters of any of `polls` who are still eligible. Undefined if Slack doesn't say. */
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

/** In larger channels it takes too many calls to ask Slack about every member. */
const MAX_MEMBERS_ASKED = 40;

/** The number of eligible voters in a channel. Undefined if Slack doesn't say or the channel is large. */
export async function countEligibleVoters(
  { electorate }: PollDeps,
  where: ChannelRef,
): Promise<number | undefined> {
  const members = await electorate.members(where);
  if (!members || members.length > MAX_MEMBERS_ASKED) return undefined;
  return (await electorate.votersAmong(where, new Set(members)))?.size;
}
