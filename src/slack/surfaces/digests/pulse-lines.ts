import type { PulseReport, QuestionSummaries } from "#domain/pulses/pulse-report.ts";
import { PULSE_QUESTIONS, type PulseQuestion } from "#domain/pulses/pulse.ts";
import type { Span } from "#slack/kit/blocks.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { answeredWords, QUESTION_WORDS } from "#slack/surfaces/pulses/pulse-words.ts";
import { capital } from "#slack/kit/text.ts";

/**
 * "Purpose 4, mastery 4; strong agreement: belonging (7 of 9 answered)", then the trend, then how answers after hits
 * differ from those after misses.
 */
export function pulseLines(report: PulseReport | undefined): Span[][] {
  if (!report) return [];
  const { summaries, hasPending, trend, byOccasion } = report;
  const answered = answeredWords(report);
  if (summaries.length === 0)
    return [
      [
        `${capital(answered)}: too few to show.${hasPending ? " What came in waits for the quarter's next pulses." : ""}`,
      ],
    ];
  const missing = PULSE_QUESTIONS.filter(
    (question) => !summaries.some((summary) => summary.question === question),
  );
  const unpooled = summaries.filter(({ pooled }) => !pooled);
  const pooled = summaries.filter((summary) => summary.pooled);
  const parts = [
    ...questionSummaryWords(unpooled),
    ...questionSummaryWords(pooled).map((words) => `over the quarter, ${words}`),
    ...(missing.length > 0 ? [`too few answers: ${listWords(missing)}`] : []),
  ];
  return [
    [`${capital(parts.join("; "))} (${answered}; 1 is not at all, 5 is fully)`],
    ...(trend ? [[trendWords(trend)]] : []),
    ...(byOccasion
      ? [
          [
            `Over the quarter, after a hit: ${questionSummaryWords(byOccasion.hit).join("; ")}. After a miss: ${questionSummaryWords(byOccasion.miss).join("; ")}.`,
          ],
        ]
      : []),
  ];
}

/** "Purpose 4, mastery 4, belonging 5 (7 of 9 answered). Mastery up from 3." Only what may be shown, and what moved. */
export function pulseInShort(report: PulseReport): string {
  const { summaries, trend = [] } = report;
  const words = capital(questionSummaryWords(summaries).join("; "));
  const moved = trend.filter(({ from, to }) => from !== to).map(movedWords);
  return `${words} (${answeredWords(report)}).${moved.length > 0 ? ` ${capital(moved.join(", "))}.` : ""}`;
}

const listWords = (questions: readonly PulseQuestion[]): string =>
  questions.map((question) => QUESTION_WORDS[question]).join(", ");

/** Medians first. Where all answers agree, no number shows, only what they agree on. */
export function questionSummaryWords(summaries: QuestionSummaries): string[] {
  const agreed = (leaning: "so" | "lacking") =>
    summaries.flatMap(({ question, summary }) =>
      summary.kind === "agreed" && summary.leaning === leaning ? [question] : [],
    );
  const medians = summaries.flatMap(({ question, summary }) =>
    summary.kind === "given" ? [`${QUESTION_WORDS[question]} ${formatNumber(summary.median)}`] : [],
  );
  const [positive, negative] = [agreed("so"), agreed("lacking")];
  return [
    ...(medians.length > 0 ? [medians.join(", ")] : []),
    ...(positive.length > 0 ? [`strong agreement: ${listWords(positive)}`] : []),
    ...(negative.length > 0 ? [`strong agreement that something is missing: ${listWords(negative)}`] : []),
  ];
}

/** "Since the pulse before: mastery up from 3; purpose, belonging as before." */
function trendWords(trend: NonNullable<PulseReport["trend"]>): string {
  const moved = trend.filter(({ from, to }) => from !== to);
  const stayed = trend.filter(({ from, to }) => from === to).map(({ question }) => question);
  const words = moved.map(movedWords);
  const rest = stayed.length > 0 ? [`${listWords(stayed)} as before`] : [];
  return `Since the pulse before: ${[...(words.length > 0 ? [words.join(", ")] : []), ...rest].join("; ")}.`;
}

/** "mastery up from 3" */
const movedWords = ({ question, from, to }: NonNullable<PulseReport["trend"]>[number]): string =>
  `${QUESTION_WORDS[question]} ${to > from ? "up" : "down"} from ${formatNumber(from)}`;
