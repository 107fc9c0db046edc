import type { Bet } from "#domain/bets/bet.ts";
import { byVotes } from "#domain/retros/tally.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** How an earlier bet came out; `open` without a final verdict. */
export type EarlierOutcome = Verdict["kind"] | "open";

const ORDER: readonly EarlierOutcome[] = [
  "hit",
  "part-way",
  "missed",
  "backfired",
  "inconclusive",
  "stopped-early",
  "invalid",
  "open",
];

const MAX_BETS = 3;

/** Earlier bets and learnings that resemble a bet being placed. */
export type Echo<Earlier, Learned> = {
  /** How many bets resemble it, and how they came out, in the order of `ORDER`. */
  readonly resembling: number;
  readonly counts: ReadonlyArray<{ readonly cameOut: EarlierOutcome; readonly bets: number }>;
  /** A few of them, those with a verdict first. */
  readonly bets: readonly Earlier[];
  /** Learnings that resemble it by best match, then those of the resembling bets by votes. */
  readonly learnings: readonly Learned[];
};

/** Undefined if nothing resembles it. `bets` and `learnings` must be sorted by best match. */
export function echoOf<
  Earlier extends { readonly bet: Bet },
  Learned extends { readonly learning: Learning },
>(found: {
  readonly bets: readonly Earlier[];
  readonly learnings: readonly Learned[];
  readonly learningsOfBets: readonly Learned[];
}): Echo<Earlier, Learned> | undefined {
  const { bets } = found;
  const all = [...found.learnings, ...sortedByVotes(found.learningsOfBets)];
  if (bets.length + all.length === 0) return undefined;
  const ids = all.map(({ learning }) => learning.id);
  const counts = Map.groupBy(bets, ({ bet }) => cameOut(bet));
  return {
    resembling: bets.length,
    counts: ORDER.flatMap((kind) => {
      const group = counts.get(kind);
      return group ? [{ cameOut: kind, bets: group.length }] : [];
    }),
    bets: bets
      .toSorted((a, b) => Number(cameOut(a.bet) === "open") - Number(cameOut(b.bet) === "open"))
      .slice(0, MAX_BETS),
    learnings: all.filter(({ learning }, index) => ids.indexOf(learning.id) === index),
  };
}

const cameOut = ({ state }: Bet): EarlierOutcome =>
  state.kind === "final" ? state.outcome.verdict.kind : "open";

const sortedByVotes = <Learned extends { readonly learning: Learning }>(
  learned: readonly Learned[],
): Learned[] =>
  byVotes(learned.map((item) => ({ item, votes: item.learning.votes }))).map(({ item }) => item);
