import { amendedVerdict } from "#domain/amendments/amendment.ts";
import { awaitsShipping, type Bet, currentReviewDate, isReviewDue } from "#domain/bets/bet.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import type { Chosen, Dependency, Mandate } from "#domain/bets/mandate.ts";
import { type Evidence, EXPERIMENTS, type Reading } from "#domain/readings/reading.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { isComputed, progress, realisedValue, type Verdict } from "#domain/verdicts/verdict.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

export const CHOSEN_WORDS: Readonly<Record<Chosen, string>> = {
  "we-chose": "We chose it",
  "asked-and-agreed": "We were asked and agreed",
  "decided-for-us": "It was decided for us",
};

export const DEPENDENCY_WORDS: Readonly<Record<Dependency, string>> = {
  structural: "Structural: another team owns a part of it",
  governance: "Governance: somebody has to approve it",
  technical: "Technical: systems are released together",
  knowledge: "Knowledge: somebody else knows how",
};

const DEPENDENCY_SHORT: Readonly<Record<Dependency, string>> = {
  structural: "another team owns a part of it",
  governance: "it needs an approval",
  technical: "systems are released together",
  knowledge: "we need what others know",
};

const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  "ab-test": "A/B test",
  holdout: "holdout",
  "before-after": "before/after",
  anecdote: "anecdote",
};

/** Stronger evidence allows a stronger claim. Only an experiment with a significant difference shows a cause. */
function claimWords({ evidence, significant }: Reading): string {
  if (evidence === "anecdote") return "We think the change comes from what we did";
  return EXPERIMENTS.includes(evidence) && significant === true
    ? "The change was caused by what we did"
    : "The change is consistent with what we did";
}

/** "A/B test, significant" */
export const evidenceWords = (reading: Partial<Pick<Reading, "evidence" | "significant">>): string =>
  reading.evidence ? `${EVIDENCE_WORDS[reading.evidence]}${significanceWords(reading)}` : "";

const significanceWords = ({
  evidence,
  significant,
}: Partial<Pick<Reading, "evidence" | "significant">>): string => {
  if (!evidence || !EXPERIMENTS.includes(evidence) || significant === undefined) return "";
  return significant ? ", significant" : ", not significant";
};

export const VERDICT_WORDS: Readonly<Record<Verdict["kind"], string>> = {
  hit: "hit",
  "part-way": "came in part-way",
  missed: "missed",
  backfired: "backfired",
  inconclusive: "stayed inconclusive",
  "stopped-early": "was stopped early",
  invalid: "turned out to be invalid",
};

/** One or two words, for lists. */
export const VERDICT_SHORT: Readonly<Record<Verdict["kind"], string>> = {
  hit: "hit",
  "part-way": "part-way",
  missed: "missed",
  backfired: "backfired",
  inconclusive: "inconclusive",
  "stopped-early": "stopped early",
  invalid: "invalid",
};

/** Says nothing of releasing it alone: the form assumes that unless somebody says what the team waits for. */
export const mandateWords = ({ chosen, dependency }: Mandate): string =>
  dependency
    ? `${CHOSEN_WORDS[chosen]} · We cannot release it alone: ${DEPENDENCY_SHORT[dependency]}`
    : CHOSEN_WORDS[chosen];

/** Capitalises a metric for the start of a line: "Activation", but "iOS installs" stays. */
export const metricWords = (metric: string): string =>
  /^\p{Ll}\p{Ll}/u.test(metric) ? metric.charAt(0).toLocaleUpperCase("en") + metric.slice(1) : metric;

/** "Activation from 32 % to 40 %" */
export const termsWords = ({ metric, unit, baseline, target }: Terms): string =>
  `${metricWords(metric)} from ${formatNumber(baseline, unit)} to ${formatNumber(target, unit)}`;

/** "went from 32 % to 37 %", "stayed at 32 %" */
export const changeWords = ({ unit, baseline }: Terms, value: number): string =>
  value === baseline
    ? `stayed at ${formatNumber(baseline, unit)}`
    : `went from ${formatNumber(baseline, unit)} to ${formatNumber(value, unit)}`;

/** The claim that the evidence allows: "The change is consistent with what we did (before/after)" */
export const evidenceClaimWords = ({ baseline }: Terms, reading: Reading): string =>
  `${reading.value === baseline ? "Nothing has changed" : claimWords(reading)} (${evidenceWords(reading)})`;

/** Rounding error of a double near 0 or 1. */
const EPSILON = 1e-9;

/** A share in whole percent, with a decimal where rounding would suggest certainty: 99.9, not 100. */
export function sharePercent(share: number): number {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > EPSILON) return Math.ceil(share * 1_000) / 10;
  return rounded === 100 && share < 1 - EPSILON ? Math.floor(share * 1_000) / 10 : rounded;
}

/** "63 %" */
export const shareWords = (share: number): string => formatNumber(sharePercent(share), "%");

/**
 * Progress in whole percent, with a decimal where rounding would suggest another verdict: 99.6 % is not 100 %, 49.6 %
 * is not half, and 0.3 % the wrong way is not zero.
 */
export function progressPercent(share: number): number {
  const percent = share * 100;
  const rounded = Math.round(percent) + 0;
  if (percent < 0 && rounded === 0) return Number(percent.toPrecision(1));
  const reachesBound = (rounded === 50 || rounded === 100) && share < rounded / 100;
  return reachesBound ? Math.floor(percent * 10) / 10 : rounded;
}

/** "31 % of the way", "25 % the wrong way" */
export const progressShareWords = (share: number): string =>
  `${formatNumber(Math.abs(progressPercent(share)), "%")} ${share < 0 ? "the wrong way" : "of the way"}`;

/** "5 of 8 points": the realised value and the target's. Negative if it went the wrong way, even if less is better. */
export function realisedWords(terms: Terms, value: number): string {
  const towards = Math.sign(terms.target - terms.baseline);
  const realised = towards * realisedValue(terms, value) + 0;
  return `${formatNumber(realised)} of ${differenceWords(towards * realisedValue(terms, terms.target), terms.unit)}`;
}

/** A difference between two values of a metric. Percentages differ in points. */
export function differenceWords(difference: number, unit: string): string {
  if (unit !== "%") return formatNumber(difference, unit);
  return formatNumber(difference, Math.abs(difference) === 1 ? "point" : "points");
}

/** "34.5 % (8 Dec, before/after)" */
export const readingWords = (reading: Reading, terms: Terms, day: string): string =>
  `${formatNumber(reading.value, terms.unit)} (${day}, ${EVIDENCE_WORDS[reading.evidence]})`;

export const readingProgressWords = (terms: Terms, value: number): string =>
  progressShareWords(progress(terms, value));

/** "part-way, 63 % of the way", for lists. Only computed verdicts have a share. */
export const verdictInShort = (verdict: Verdict): string =>
  isComputed(verdict)
    ? `${VERDICT_SHORT[verdict.kind]}, ${progressShareWords(verdict.progress)}`
    : VERDICT_SHORT[verdict.kind];

/** "Double weekly active teams · Weekly active teams" */
export const servesWords = ({ objective, keyResult }: NonNullable<BetFacts["serves"]>): string =>
  `${objective.title} · ${keyResult.metric}`;

/** "as amended to 36 % it hit, 110 % of the way"; undefined without a verdict on amended terms. */
export function amendedVerdictWords(bet: Bet): string | undefined {
  const verdict = amendedVerdict(bet);
  if (!verdict || !bet.amended) return undefined;
  const target = formatNumber(bet.amended.target, bet.amended.unit);
  return `as amended to ${target} it ${VERDICT_WORDS[verdict.kind]}, ${progressShareWords(verdict.progress)}`;
}

/**
 * "open, review on Fri 15 Jan", "up for review since Fri 15 Jan"; "shipped Tue 3 Nov, review on Fri 15 Jan"; "open, review
 * six weeks after it ships (planned for Mon 14 Dec)"
 */
export function openWords(bet: Bet, today: Temporal.PlainDate): string {
  const day = formatDay(currentReviewDate(bet), today);
  const isDue = isReviewDue(bet, today);
  if (awaitsShipping(bet))
    return isDue
      ? `not shipped yet, review was planned for ${day}`
      : `open, review ${afterShippingWords(bet.reviewAfterShipping)} (planned for ${day})`;
  const review = isDue ? `up for review since ${day}` : `review on ${day}`;
  if (bet.shippedOn) return `shipped ${formatDay(bet.shippedOn, today)}, ${review}`;
  return isDue ? review : `open, ${review}`;
}

const NUMBER_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const DAYS_IN_WEEK = 7;

/** "six weeks after it ships" */
export function afterShippingWords(days = 0): string {
  const weeks = days / DAYS_IN_WEEK;
  const count = Number.isInteger(weeks) ? weeks : days;
  const unit = Number.isInteger(weeks) ? "week" : "day";
  return `${NUMBER_WORDS[count] ?? count} ${unit}${count === 1 ? "" : "s"} after it ships`;
}
