import type { Surprising } from "#domain/confidence/surprise.ts";
import { type Learning, onTopFirst } from "#domain/learnings/learning.ts";
import type { Recap } from "./recap.ts";

/** What of a quarter fits on one screen. */
type Highlights = {
  /** The most surprising ones first. */
  readonly bets: readonly Surprising[];
  readonly moreBets: number;
  readonly learnings: readonly BestLearning[];
};

/** A learning, and the numbers of the quarter's bets that came in and cite it. */
export type BestLearning = { readonly learning: Learning; readonly paidOffIn: readonly number[] };

const MAX_BETS = 8;
const MAX_LEARNINGS = 3;

/** `room`: for how many bets there is room, where that is fewer than usual. */
export function highlights(recap: Recap, room = MAX_BETS): Highlights {
  const bets = recap.bySurprise.slice(0, Math.min(room, MAX_BETS));
  return {
    bets,
    moreBets: recap.bySurprise.length - bets.length,
    learnings: bestLearnings(recap).slice(0, MAX_LEARNINGS),
  };
}

/** Those that paid off, in the most bets first; then those on top; then the others, the most votes first. */
function bestLearnings({ payoffs, learnings }: Recap): BestLearning[] {
  const proven = paidOff(payoffs);
  const others = onTopFirst(learnings)
    .filter(({ id }) => !proven.some(({ learning }) => learning.id === id))
    .map((learning) => ({ learning, paidOffIn: [] }));
  const inMost = proven.toSorted(
    (a, b) => b.paidOffIn.length - a.paidOffIn.length || b.learning.votes - a.learning.votes,
  );
  return [...inMost, ...others];
}

/** Each learning once, with all bets in which it paid off. */
export const paidOff = (payoffs: Recap["payoffs"]): BestLearning[] =>
  [...Map.groupBy(payoffs, ({ learning }) => learning.id).values()].flatMap((ofOne) => {
    const [first] = ofOne;
    return first ? [{ learning: first.learning, paidOffIn: ofOne.map(({ bet }) => bet) }] : [];
  });
