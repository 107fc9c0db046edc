import type { LearningPayoff } from "#domain/learnings/cited-learning.ts";
import type { Week } from "#domain/digests/digest.ts";
import { currentReviewDate } from "#domain/bets/bet.ts";
import type { Participation } from "#domain/participation/participation.ts";
import { needsReview } from "#domain/next-steps/next-step.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";
import { forecastWords } from "#slack/surfaces/confidence/confidence-words.ts";
import {
  amendedVerdictWords,
  metricWords,
  realisedWords,
  verdictInShort,
} from "#slack/surfaces/bets/bet-words.ts";
import { italic, dateSpan, type Span } from "#slack/kit/blocks.ts";
import { formatDay, formatInstant } from "#slack/kit/dates.ts";
import { squareInShort, withVotes } from "#slack/surfaces/retros/retro-words.ts";
import { numbersWords } from "#slack/surfaces/goals/contribution-words.ts";
import { currentValueWords, paceWords } from "#slack/surfaces/goals/goal-words.ts";
import { stepDueWords } from "#slack/surfaces/next-steps/next-step-words.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";

/** Maximum lengths, in characters, of what people wrote. The full text is where the line comes from. */
const MAX_TITLE = 60;
const MAX_SENTENCE = 120;
const MAX_LEARNING = 200;

type ItemOf<List extends keyof Week> = Week[List] extends ReadonlyArray<infer Item> ? Item : never;

/** "#12 Checklist", with as much of its title as `length` allows. */
export const betTitle = (
  { number, title }: { readonly number: number; readonly title: string },
  length = MAX_TITLE,
): Span[] => [`#${number} `, italic(isolateRightToLeft(clip(title, length)))];

/** "#12 Checklist: part-way, 63 % of the way (5 of 8 points; we gave it 70 %; a good bet, bad luck)" */
export function newVerdictLine(bet: ItemOf<"newVerdicts">): Span[] {
  const { verdict, reading, reason } = bet.state.outcome;
  const facts = [
    isComputed(verdict) && reading ? isolateRightToLeft(realisedWords(bet.terms, reading.value)) : undefined,
    reason && isolateRightToLeft(clip(reason, MAX_SENTENCE)),
    amendedVerdictWords(bet),
    surpriseWords(bet),
    bet.square && squareInShort(bet.square),
  ].filter((fact) => fact !== undefined && fact !== "");
  return [
    ...betTitle(bet),
    `: ${verdictInShort(verdict)}`,
    ...(facts.length > 0 ? [` (${facts.join("; ")})`] : []),
  ];
}

/** "we gave it 90 %, so this one surprised us most" */
export function surpriseWords({ confidence, surprised }: ItemOf<"newVerdicts">): string | undefined {
  const gave = forecastWords(confidence);
  if (gave === undefined || !surprised) return gave;
  return `${gave}, so this one surprised us${surprised === "us-most" ? " most" : ""}`;
}

export const learningLine = ({ text, votes }: ItemOf<"learnings">): Span[] => [
  withVotes(`“${isolateRightToLeft(clip(text, MAX_LEARNING))}”`, votes),
];

/** "“…” paid off again in #14." */
export const payoffLine = ({ learning, bet, again }: LearningPayoff): Span[] => [
  `“${isolateRightToLeft(clip(learning.text, MAX_LEARNING))}” paid off${again ? " again" : ""} in #${bet}.`,
];

/** "7 of 9 took part this quarter." Any act counts, votes included. */
export const participationLines = ({ participation }: Week): Span[][] =>
  participation ? [[`${participationWords(participation)} took part this quarter.`]] : [];

/** "7 of 9", "Nearly all of us" */
export function participationWords(participation: Participation): string {
  switch (participation.kind) {
    case "all":
      return "All of us";
    case "nearly-all":
      return "Nearly all of us";
    case "some": {
      const { tookPart, eligible } = participation;
      return eligible === undefined ? String(tookPart) : `${tookPart} of ${eligible}`;
    }
  }
}

/**
 * "Weekly active teams: 61 of 100, 8 behind the pace (#12, #14)"; where less is better, "Churn: 4.5 %, from 5 % down to
 * 3 %, on pace". If its period `isOver`: "8 short".
 */
export function keyResultLine({ keyResult, pace, bets }: ItemOf<"keyResults">, isOver = false): Span[] {
  const { metric, unit } = keyResult;
  return [
    isolateRightToLeft(
      `${metricWords(clip(metric, MAX_TITLE))}: ${currentValueWords(keyResult)}, ${paceWords(pace, unit, isOver)}${bets.length > 0 ? ` (${numbersWords(bets)})` : ""}`,
    ),
  ];
}

/** "#14 Checklist on Thu 17 Dec", "#10 Banner since Tue 5 Jan" */
export function reviewLine(bet: ItemOf<"upForReview">, today: Temporal.PlainDate): Span[] {
  const reviewOn = currentReviewDate(bet);
  const order = Temporal.PlainDate.compare(reviewOn, today);
  if (order === 0) return [...betTitle(bet), " today"];
  return [...betTitle(bet), ` ${order < 0 ? "since" : "on"} ${formatDay(reviewOn, today)}`];
}

/** "#15 Tour: part-way, 50 % of the way, final Sat 12 Dec 2026, 10:00 (Europe/Berlin) unless disputed" */
export const provisionalLine = (bet: ItemOf<"provisional">, timeZone: string): Span[] => [
  ...betTitle(bet),
  `: ${verdictInShort(bet.state.outcome.verdict)}, final `,
  dateSpan(bet.state.finalAt, formatInstant(bet.state.finalAt, timeZone)),
  " unless disputed",
];

/** "Interview five people (was due Tue 8 Dec, carried over 3 times, still worth it? /outcomes steps)" */
export const stepLine = (step: ItemOf<"nextSteps">, today: Temporal.PlainDate): Span[] => [
  `${isolateRightToLeft(clip(step.text, MAX_SENTENCE))} (${stepDueWords(step, today, ", ")}${needsReview(step) ? " /outcomes steps" : ""})`,
];
