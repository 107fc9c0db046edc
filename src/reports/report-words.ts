import type { HitRate } from "#domain/bets/hit-rate.ts";
import { type Confidence, leaning, type Leaning } from "#domain/confidence/confidence.ts";
import type { Report, ReportBet } from "#domain/reports/report.ts";
import { quartersOf } from "#domain/reports/period.ts";
import { VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import { percentWords } from "#slack/surfaces/confidence/confidence-words.ts";
import { formatDateRange, formatDay } from "#slack/kit/dates.ts";
import { counted } from "#slack/kit/numbers.ts";

/** "Q4 2026", "2026" */
export function periodWords({ period }: Pick<Report, "period">): string {
  if (period.kind === "year") return String(period.year);
  const [quarter] = quartersOf(period);
  return `Q${quarter?.number} ${quarter?.year}`;
}

/** "1 October to 31 December", or as far as it has come. */
export const daysWords = ({ days, isOver, today }: Report): string =>
  formatDateRange(days.from, isOver ? days.until : today);

/** "1 of 5 settled bets hit." */
export function hitRateLead({ hits, settled }: HitRate): string {
  if (settled === 1) return `The one settled bet ${hits === 1 ? "hit" : "did not hit"}.`;
  return `${hits} of ${settled} settled bets hit.`;
}

/** "5 bets placed. 5 settled: 1 hit, 2 missed. 1 open." */
export function countWords({ placed, bets }: Report): string {
  const settled = bets.flatMap(({ settled: end }) => (end ? [end.outcome.verdict.kind] : []));
  const open = bets.length - settled.length;
  const verdicts = Object.entries(VERDICT_SHORT)
    .map(([kind, words]) => [settled.filter((one) => one === kind).length, words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`);
  return [
    `${counted(placed, "bet")} placed`,
    ...(verdicts.length > 0 ? [`${settled.length} settled: ${verdicts.join(", ")}`] : []),
    ...(open > 0 ? [`${open} still open`] : []),
  ]
    .map((words) => `${words}.`)
    .join(" ");
}

/** "#12 Checklist on first login" */
export const betName = ({ number, title }: Pick<ReportBet, "number" | "title">): string =>
  `#${number} ${title}`;

/** "hit", "open, review on Fri 15 Jan" */
export function outcomeWords({ settled, reviewOn }: ReportBet, { days }: Report): string {
  if (settled) return VERDICT_SHORT[settled.outcome.verdict.kind];
  return `open, review ${formatDay(reviewOn, days.until)}`;
}

const LEANING_WORDS: Readonly<Record<Leaning, string>> = {
  likely: "likely",
  even: "as likely as not",
  unlikely: "unlikely",
};

/** "70 %", "strong agreement: likely"; empty where the forecast may not show. */
export function gaveWords(confidence: Confidence | undefined): string {
  if (confidence?.kind === "given") return percentWords(confidence.median);
  return confidence?.kind === "agreed" ? agreedWords(leaning(confidence.median)) : "";
}

export const agreedWords = (kind: Leaning): string => `strong agreement: ${LEANING_WORDS[kind]}`;
