import type { Bet } from "#domain/bets/bet.ts";
import type { Retro } from "./retro.ts";
import { type SquarePlace, squarePlace } from "./tally.ts";

/** How many bets are in each place of the square of decision and outcome, and in none. */
export type SquareCounts = {
  readonly paidOff: number;
  readonly badLuck: number;
  readonly lucky: number;
  readonly lesson: number;
  /** Too few answers, an even split, no closed retro, or no computed verdict. */
  readonly unplaced: number;
};

/** A final bet's place, according to its retro. Undefined while that is open. */
export function squareOf({ id, state }: Bet, retros: readonly Retro[]): SquarePlace | undefined {
  const retro = retros.find(({ bet }) => bet === id)?.state;
  if (state.kind !== "final" || retro?.kind !== "closed") return undefined;
  return squarePlace(retro.tally.decision, state.outcome.verdict);
}

/** Counts the final bets among these. */
export function countSquare(bets: readonly Bet[], retros: readonly Retro[]): SquareCounts {
  const counts = { paidOff: 0, badLuck: 0, lucky: 0, lesson: 0, unplaced: 0 };
  for (const bet of bets) if (bet.state.kind === "final") counts[countKey(squareOf(bet, retros))] += 1;
  return counts;
}

function countKey(place: SquarePlace | undefined): keyof SquareCounts {
  if (!place) return "unplaced";
  if (place.wouldAgain) return place.cameIn ? "paidOff" : "badLuck";
  return place.cameIn ? "lucky" : "lesson";
}
