import type { Bet } from "#domain/bets/bet.ts";
import { byVotes } from "#domain/retros/tally.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** How an earlier bet came out; one without a final verdict is open. */
export type CameOut = Verdict["kind"] | "open";

const ORDER: readonly CameOut[] = [
  "hit",
  "part-way",
  "missed",
  "backfired",
  "inconclusive",
  "stopped-early",
  "invalid",
  "open",
];

const MOST_BETS = 3;

/** What earlier bets and learnings say to a bet that is being placed. */
export type Echo<Earlier, Learned> = {
  /** How many bets resemble it, and how they came out, in the order of the verdicts. */
  readonly resembling: number;
  readonly counts: ReadonlyArray<{ readonly cameOut: CameOut; readonly bets: number }>;
  /** A few of them: those with a verdict in front, since they have something to tell. */
  readonly bets: readonly Earlier[];
  /** The learnings that resemble it, then those of the bets that do; of each kind the best in front. */
  readonly learnings: readonly Learned[];
};

/** Nothing where nothing resembles it. `bets` and `learnings` come with the best fit first. */
export function echoOf<
  Earlier extends { readonly bet: Bet },
  Learned extends { readonly learning: Learning },
>(found: {
  readonly bets: readonly Earlier[];
  readonly learnings: readonly Learned[];
  readonly learningsOfBets: readonly Learned[];
}): Echo<Earlier, Learned> | undefined {
  const { bets } = found;
  const all = [...found.learnings, ...votedFirst(found.learningsOfBets)];
  if (bets.length + all.length === 0) return undefined;
  const ids = all.map(({ learning }) => learning.id);
  const counts = Map.groupBy(bets, ({ bet }) => cameOut(bet));
  return {
    resembling: bets.length,
    counts: ORDER.flatMap((kind) => {
      const such = counts.get(kind);
      return such ? [{ cameOut: kind, bets: such.length }] : [];
    }),
    bets: bets
      .toSorted((a, b) => Number(cameOut(a.bet) === "open") - Number(cameOut(b.bet) === "open"))
      .slice(0, MOST_BETS),
    learnings: all.filter(({ learning }, index) => ids.indexOf(learning.id) === index),
  };
}

const cameOut = ({ state }: Bet): CameOut => (state.kind === "final" ? state.outcome.verdict.kind : "open");

const votedFirst = <Learned extends { readonly learning: Learning }>(
  learned: readonly Learned[],
): Learned[] => byVotes(learned.map((one) => ({ one, votes: one.learning.votes }))).map(({ one }) => one);
