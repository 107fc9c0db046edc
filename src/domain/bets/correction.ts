import { areTermsFrozen } from "#domain/amendments/amendment.ts";
import type { Bet } from "./bet.ts";

/** The words of a bet. Unlike its terms, they may be mended without an amendment while the bet is open. */
export type BetWords = Pick<Bet, "title" | "belief">;

export type EditRefusal = { readonly kind: "words-fixed"; readonly number: number };

/** Why a bet is part of the team's record, so that it is stopped rather than deleted. */
export type InUse = "settled" | "disputed" | "voted" | "measured" | "foreseen" | "learned" | "poll-closed";

export type DeleteRefusal = { readonly kind: "bet-in-use"; readonly number: number; readonly because: InUse };

export type UndoRefusal = DeleteRefusal | { readonly kind: "undo-too-late"; readonly number: number };

/** What hangs on a bet, besides the votes on it. */
export type Traces = {
  readonly rounds: number;
  readonly readings: number;
  readonly writers: number;
  readonly learnings: number;
};

/** Why the bet can't be deleted. Undefined if it can. */
export function useOf(bet: Bet, { rounds, readings, writers, learnings }: Traces): InUse | undefined {
  if (bet.state.kind !== "open") return "settled";
  if (rounds > 0) return "disputed";
  if (readings > 0) return "measured";
  if (writers > 0) return "foreseen";
  if (learnings > 0) return "learned";
  if (!areTermsFrozen(bet)) return undefined;
  return bet.confidence?.kind === "none" ? "poll-closed" : "voted";
}

const UNDO_WINDOW = Temporal.Duration.from({ minutes: 10 });

/** Whether a bet was placed so recently that placing it can be undone. */
export const isUndoable = ({ placedAt }: Pick<Bet, "placedAt">, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, placedAt.add(UNDO_WINDOW)) <= 0;
