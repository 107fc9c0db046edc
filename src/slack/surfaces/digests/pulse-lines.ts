import type { PulseReport, QuestionSummaries } from "#domain/pulses/pulse-report.ts";
import { PULSE_QUESTIONS, type PulseQuestion } from "#domain/pulses/pulse.ts";
import type { Span } from "#slack/kit/blocks.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { answeredWords, capital, QUESTION_WORDS } from "#slack/surfaces/pulses/pulse-words.ts";

/** "Purpose 4, mastery 4; strong agreement: belonging (7 of 9 answered)", the trend, and what differs after hits and misses. */
export function pulseLines(report: PulseReport | undefined): Span[][] {
  if (!report) return [];
  const { standings, waits, trend, apart } = report;
  const answered = answeredWords(report);
  if (standings.length === 0)
    return [
      [
        `${capital(answered)}: too few to show.${waits ? " What came in waits for the quarter's next pulses." : ""}`,
      ],
    ];
  const missing = PULSE_QUESTIONS.filter((one) => !standings.some(({ question }) => question === one));
  const own = standings.filter(({ pooled }) => !pooled);
  const pooled = standings.filter((one) => one.pooled);
  const said = [
    ...standingWords(own),
    ...standingWords(pooled).map((words) => `over the quarter, ${words}`),
    ...(missing.length > 0 ? [`too few answers: ${listed(missing)}`] : []),
  ];
  return [
    [`${capital(said.join("; "))} (${answered}; 1 is not at all, 5 is fully)`],
    ...(trend ? [[trendWords(trend)]] : []),
    ...(apart
      ? [
          [
            `Over the quarter, after a hit: ${standingWords(apart.hit).join("; ")}. After a miss: ${standingWords(apart.miss).join("; ")}.`,
          ],
        ]
      : []),
  ];
}

const listed = (questions: readonly PulseQuestion[]): string =>
  questions.map((question) => QUESTION_WORDS[question]).join(", ");

/** Medians first; where all said the same no number shows, only what they agree on. */
export function standingWords(standings: QuestionSummaries): string[] {
  const agreed = (leaning: "so" | "lacking") =>
    standings.flatMap(({ question, standing }) =>
      standing.kind === "agreed" && standing.leaning === leaning ? [question] : [],
    );
  const medians = standings.flatMap(({ question, standing }) =>
    standing.kind === "given" ? [`${QUESTION_WORDS[question]} ${formatNumber(standing.median)}`] : [],
  );
  const [so, lacking] = [agreed("so"), agreed("lacking")];
  return [
    ...(medians.length > 0 ? [medians.join(", ")] : []),
    ...(so.length > 0 ? [`strong agreement: ${listed(so)}`] : []),
    ...(lacking.length > 0 ? [`strong agreement that something is missing: ${listed(lacking)}`] : []),
  ];
}

/** "Since the pulse before: mastery up from 3; purpose, belonging as it was." */
function trendWords(trend: NonNullable<PulseReport["trend"]>): string {
  const moved = trend.filter(({ from, to }) => from !== to);
  const stayed = trend.filter(({ from, to }) => from === to).map(({ question }) => question);
  const words = moved.map(
    ({ question, from, to }) =>
      `${QUESTION_WORDS[question]} ${to > from ? "up" : "down"} from ${formatNumber(from)}`,
  );
  const rest = stayed.length > 0 ? [`${listed(stayed)} as before`] : [];
  return `Since the pulse before: ${[...(words.length > 0 ? [words.join(", ")] : []), ...rest].join("; ")}.`;
}
