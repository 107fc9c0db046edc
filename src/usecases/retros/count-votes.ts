import { type Delivery, keys } from "#domain/deliveries/delivery.ts";
import { reasonPages } from "#domain/pre-mortems/pre-mortem.ts";
import type { Retro, ThemeVotes } from "#domain/retros/retro.ts";
import { type Reaction, tallyThemes, votesFor } from "#domain/retros/tally.ts";
import type { Team } from "#domain/teams/team.ts";
import type { PollDeps } from "#usecases/polls/electorate.ts";
import { LEARNING_EMOJI } from "#domain/learnings/learning.ts";

/** Identifies a message in Slack. */
export type PostedMessage = { readonly channel: string; readonly ts: string };

/** The reactions to each message, in the messages' order, and who of the people who reacted may vote. */
type Votes = {
  readonly reactions: ReadonlyArray<readonly Reaction[]>;
  readonly voters: ReadonlySet<string>;
};

/**
 * Reads the votes from Slack, since events can be lost. A deleted message has no reactions. Undefined if the channel can't
 * be read. Throws if Slack doesn't answer.
 */
export type ReadVotes = (input: {
  workspace: string;
  channel: string;
  messages: readonly PostedMessage[];
}) => Promise<Votes | undefined>;

export type ClosingDeps = PollDeps & { readonly readVotes: ReadVotes };

export type CountedVotes = {
  readonly themes: readonly ThemeVotes[];
  readonly learnings: ReadonlyArray<readonly [learning: string, votes: number]>;
  /** Votes for which pre-mortem reasons came true, by place. */
  readonly reasons: ReadonlyArray<readonly [place: number, votes: number]>;
};

/** Counts the votes on themes, learnings and reasons; what was never posted has none. Undefined if they can't be read. */
export async function countVotes(
  { store, readVotes }: Pick<ClosingDeps, "store" | "readVotes">,
  { workspace, id, bet, preMortem }: Retro,
  { channel }: Team,
): Promise<CountedVotes | undefined> {
  const find = (key: string) => store.deliveries.find(workspace, key);
  const themesAt = placeOf(await find(keys.retroThemes(id)));
  const learningsAt = [];
  for (const learning of await store.learnings.ofBet(workspace, bet)) {
    const place = placeOf(await find(keys.learning(learning.id)));
    if (place) learningsAt.push({ id: learning.id, place });
  }
  const reasonsAt = [];
  if (preMortem === "shown")
    for (const [index, page] of reasonPages(await store.preMortems.reasons(workspace, id)).entries()) {
      const place = placeOf(await find(keys.retroPreMortem(id, index + 1)));
      if (place) reasonsAt.push(...page.map((reason) => ({ reason, place })));
    }
  const messages = [
    ...new Set([
      ...(themesAt ? [themesAt] : []),
      ...[...learningsAt, ...reasonsAt].map(({ place }) => place),
    ]),
  ];
  const votes = await readVotes({ workspace, channel, messages });
  if (!votes) return undefined;

  const { voters } = votes;
  const reactionsTo = (place: PostedMessage) => votes.reactions[messages.indexOf(place)] ?? [];
  return {
    themes: themesAt ? tallyThemes(reactionsTo(themesAt), voters) : [],
    learnings: learningsAt.map(
      (learning) => [learning.id, votesFor(LEARNING_EMOJI, reactionsTo(learning.place), voters)] as const,
    ),
    reasons: reasonsAt.map(
      ({ reason, place }) => [reason.place, votesFor(reason.emoji, reactionsTo(place), voters)] as const,
    ),
  };
}

const placeOf = (delivery: Delivery | undefined): PostedMessage | undefined =>
  delivery?.state.kind === "sent" ? { channel: delivery.state.channel, ts: delivery.state.ts } : undefined;
