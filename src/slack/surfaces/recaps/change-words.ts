import { quarterBefore } from "#domain/calendar/quarter.ts";
import type { Nudge } from "#domain/nudges/nudge.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { empowermentWords, numberWords, touchedWords } from "#slack/surfaces/nudges/nudge-words.ts";

/** The one thing to change, as a fact and what to do about it. About bets and their circumstances, never a person. */
export function changeWords(change: Nudge, { quarter }: Pick<Recap, "quarter">): string {
  const both = `Q${quarterBefore(quarter).number} and Q${quarter.number}`;
  switch (change.kind) {
    case "handed-down-missed":
      return `All ${numberWords(change.bets)} bets handed to us and settled in ${both} missed. Let's raise that with whoever chose them.`;
    case "obstacle":
      return `${touchedWords(change.obstacle, change.touched, change.misses)} in ${both}. Let's show that to those who can change it.`;
    case "without-empowerment":
      return `Of ${change.placed} bets placed, ${empowermentWords(change)}. Let's raise that with those who decide.`;
    case "one-pair-of-hands":
      return "More than half of what we entered came through one pair of hands. Any of us can place a bet, take a reading or settle: let's pass the pen.";
    case "too-safe":
      return `${change.hits} of ${change.settled} bets settled in ${both} hit. Let's aim higher: a target we may miss teaches us more.`;
  }
}
