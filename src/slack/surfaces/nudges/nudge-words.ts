import type { Nudge, NudgeKind } from "#domain/nudges/nudge.ts";
import type { Obstacle } from "#domain/nudges/obstacles.ts";

/** Short names of the nudges, for the list of silenced ones. */
export const NUDGE_NAMES: Readonly<Record<NudgeKind, string>> = {
  "handed-down-missed": "Bets handed to us that all missed",
  obstacle: "What our misses waited for",
  "without-empowerment": "Bets that others decide or hold up",
  "one-pair-of-hands": "Entries through one pair of hands",
  "too-safe": "Targets that may be too safe",
};

/** What held a bet up. */
const OBSTACLE_WORDS: Readonly<Record<Obstacle, string>> = {
  structural: "waited for another team",
  governance: "waited for sign-off",
  technical: "had to be released together with other systems",
  knowledge: "waited for know-how from others",
  others: "waited for others",
};

/** "5 of 8 misses waited for sign-off" */
export const touchedWords = (obstacle: Obstacle, touched: number, misses: number): string =>
  `${touched} of ${misses} misses ${OBSTACLE_WORDS[obstacle]}`;

/** The nudge's text. It is about bets and their circumstances, and judges nobody. */
export function nudgeWords(nudge: Nudge): string {
  switch (nudge.kind) {
    case "handed-down-missed":
      return `All ${numberWords(nudge.bets)} bets that were handed to us and settled in the last half year missed. Worth raising with whoever chose them.`;
    case "obstacle":
      return `${touchedWords(nudge.obstacle, nudge.touched, nudge.misses)} in the last half year. Worth showing to those who can change it.`;
    case "without-empowerment":
      return `Of ${nudge.placed} bets placed this quarter, ${empowermentWords(nudge)}. We answer for all of them: worth raising with those who decide.`;
    case "one-pair-of-hands":
      return "More than half of what we entered this quarter came through one pair of hands. Any of us can place a bet, take a reading or settle: time to pass the pen.";
    case "too-safe":
      return `${nudge.hits} of ${nudge.settled} bets settled in the last half year hit: our targets may be too safe.`;
  }
}

/** "3 were decided for us, and 2 more we can't release alone" */
export function empowermentWords({
  handedDown,
  blocked,
}: Extract<Nudge, { kind: "without-empowerment" }>): string {
  const decided = `${handedDown} ${handedDown === 1 ? "was" : "were"} decided for us`;
  if (blocked === 0) return decided;
  if (handedDown === 0) return `${blocked} we can't release alone`;
  return `${decided}, and ${blocked} more we can't release alone`;
}

/** From three on. */
const NUMBER_NAMES = ["three", "four", "five", "six", "seven", "eight", "nine", "ten"];

export const numberWords = (count: number): string => NUMBER_NAMES[count - 3] ?? String(count);
