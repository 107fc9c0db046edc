import type { Button } from "@slack/types";
import type { Bet } from "#domain/bets/bet.ts";
import { button, type Span } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";

/** The card's line on the pre-mortem: only how many have written. Empty if nobody has. */
export function preMortemLine({ written = 0 }: BetFacts): Span[] {
  if (written === 0) return [];
  return [`Why it might fail: sealed until the retro · ${written} ${written === 1 ? "has" : "have"} written`];
}

export const preMortemButton = ({ id, number }: Bet): Button =>
  button("If this fails, why?", ACTIONS.preMortem, id, {
    accessibility_label: `If this fails, why? Sealed, on bet #${number}`,
  });
