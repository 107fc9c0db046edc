import type { Contribution, Explained, MeasuredBet } from "#domain/goals/contribution.ts";
import { currentTerms } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { KeyResult } from "#domain/goals/goal.ts";
import {
  evidenceClaimWords,
  differenceWords,
  metricWords,
  openWords,
  realisedWords,
  shareWords,
  verdictInShort,
} from "#slack/surfaces/bets/bet-words.ts";
import { italic, type Span } from "#slack/kit/blocks.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";

const MAX_TITLE = 80;
const MAX_NUMBERS = 5;

/** "#12, #14", "#1, #2, #3, #4, #5 and 3 more" */
export function numbersWords(numbers: readonly number[]): string {
  const shown = numbers.slice(0, MAX_NUMBERS).map((number) => `#${number}`);
  const more = numbers.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** "Bets behind it: #12, #14 settled; #15 to come", for the list of goals. */
export function betsBehindWords({ measured, unmeasured, unsettled }: Contribution): string | undefined {
  const numbers = (bets: readonly Bet[]) => bets.map(({ number }) => number).sort((a, b) => a - b);
  const settled = numbers([...measured, ...unmeasured]);
  const words = [
    ...(settled.length > 0 ? [`${numbersWords(settled)} settled`] : []),
    ...(unsettled.length > 0 ? [`${numbersWords(numbers(unsettled))} to come`] : []),
  ];
  return words.length > 0 ? `Bets behind it: ${words.join("; ")}` : undefined;
}

/** How much of a key result's change its bets account for. */
export function explainedWords(explained: Explained, unit: string): string {
  const { realised, moved, share } = explained;
  if (share === undefined) return `It stands where it began; our bets add up to ${signed(realised, unit)}.`;
  if (share < 0)
    return `Our bets add up to ${signed(realised, unit)}, and it has moved the other way: ${signed(moved, unit)}.`;
  if (share > 1)
    return `Our bets add up to ${signed(realised, unit)}, more than it has moved: ${signed(moved, unit)}.`;
  return `Our bets account for ${formatNumber(Math.abs(realised))} of the ${differenceWords(Math.abs(moved), unit)} it has moved, ${shareWords(share)}.`;
}

/** "+5 points", "-0.4 teams" */
const signed = (difference: number, unit: string): string =>
  `${difference > 0 ? "+" : ""}${differenceWords(difference, unit)}`;

/** "#12 Tour: part-way, 63 % of the way (5 of 8 points). The change is consistent with what we did (before/after)." */
export function measuredLine({ number, title, terms, state }: MeasuredBet): Span[] {
  const { verdict, reading } = state.outcome;
  return [
    ...betTitle(number, title),
    `: ${verdictInShort(verdict)} (${isolateRightToLeft(realisedWords(terms, reading.value))}). `,
    `${evidenceClaimWords(terms, reading)}.`,
  ];
}

export const unmeasuredLine = ({ number, title, state }: Contribution["unmeasured"][number]): Span[] => [
  ...betTitle(number, title),
  `: ${verdictInShort(state.outcome.verdict)}`,
];

/** "#15 Tour: Activation +8 points if it hits · open, review on Fri 15 Jan" */
export function openBetLine(bet: Bet, today: Temporal.PlainDate): Span[] {
  const { metric, unit, baseline, target } = currentTerms(bet);
  const state = bet.state.kind === "open" ? openWords(bet, today) : "its verdict is not final yet";
  return [
    ...betTitle(bet.number, bet.title),
    `: ${isolateRightToLeft(metricWords(clip(metric, MAX_TITLE)))} ${isolateRightToLeft(signed(target - baseline, unit))} if it hits · ${state}`,
  ];
}

/** What the bets to come would add, and how many bets are left out of the sum. */
export function expectedWords(
  { expected, notComparable, unsettled }: Contribution,
  { unit }: Pick<KeyResult, "unit">,
): string[] {
  const notAdded =
    notComparable === 1
      ? "1 bet is measured in another metric or unit, so it isn't added up."
      : `${notComparable} bets are measured in another metric or unit, so they aren't added up.`;
  return [
    ...(expected !== undefined && unsettled.length > 1
      ? [`Together, if they hit: ${signed(expected, unit)}.`]
      : []),
    ...(notComparable > 0 ? [notAdded] : []),
  ];
}

const betTitle = (number: number, title: string): Span[] => [
  `#${number} `,
  italic(isolateRightToLeft(clip(title, MAX_TITLE))),
];
