import { isQuiet, type Week } from "#domain/digests/digest.ts";
import type { Nudge } from "#domain/nudges/nudge.ts";
import {
  bold,
  message,
  type Message,
  type MessageBlock,
  dateSpan,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatDay, formatInstant, formatDateRange, WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { fitMessage, messagePart } from "#slack/kit/fit-message.ts";
import { nudgeBlocks } from "#slack/surfaces/nudges/nudge-blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { pulseLines } from "./pulse-lines.ts";
import { realisedChart } from "./realised-chart.ts";
import {
  calibrationLines,
  newVerdictLine,
  keyResultLine,
  learningLine,
  payoffLine,
  participationLines,
  reviewLine,
  trackRecordLines,
  stepLine,
  provisionalLine,
} from "./digest-lines.ts";

type Heading = {
  readonly title: readonly Span[];
  readonly notes: ReadonlyArray<readonly Span[]>;
  readonly quiet: string;
  /** Shows the calibration table: only on request, not in the weekly digest. */
  readonly calibration?: boolean;
};

/** A digest that is at least this late says so. */
const LATE_AFTER = Temporal.Duration.from({ hours: 1 });

const MAX_NAME_LENGTH = 60;
const MAX_LEARNINGS = 3;

/** Renders the weekly digest. */
export function renderDigest(week: Week, now: Temporal.Instant, nudge?: Nudge): Rendering<Message> {
  const { team, until, span, today } = week;
  const late = Temporal.Instant.compare(until.add(LATE_AFTER), now) <= 0;
  return render(week, nudge, {
    title: [
      bold(`${isolateRightToLeft(clip(team.name, MAX_NAME_LENGTH))} · week ${span.week}`),
      ` (${formatDateRange(span.first, span.last)})`,
    ],
    notes: [
      ...(late
        ? [["This comes late. It was due ", dateSpan(until, formatInstant(until, team.timeZone)), "."]]
        : []),
      ...(span.since
        ? [[`This covers everything since ${formatDay(span.since, today)}: no digest came in between.`]]
        : []),
    ],
    quiet: `Nothing came in this week, and nothing is up for review. See you on ${WEEKDAY_WORDS[team.digestDay]}.`,
  });
}

/** Renders the last seven days, on request. */
export const renderWeek = (week: Week, nudge?: Nudge): Rendering<Message> =>
  render(week, nudge, {
    title: [
      bold(`${isolateRightToLeft(clip(week.team.name, MAX_NAME_LENGTH))} · the last seven days`),
      ` (${formatDateRange(week.span.first, week.span.last)})`,
    ],
    notes: [],
    quiet: `Nothing came in, and nothing is up for review. Our digest comes on ${WEEKDAY_WORDS[week.team.digestDay]}.`,
    calibration: true,
  });

function render(week: Week, nudge: Nudge | undefined, heading: Heading): Rendering<Message> {
  const nudgePart = nudgeBlocks(week.team, nudge);
  if (isQuiet(week)) {
    const quiet = paragraph([...heading.title, ` · ${heading.quiet}`], ...heading.notes);
    return { message: message(quiet, ...nudgePart) };
  }
  const chart = realisedChart(week.realised);
  const trackRecord = [
    ...trackRecordLines(week),
    ...(heading.calibration ? calibrationLines(week) : []),
    ...participationLines(week),
  ];
  const full = fitMessage((maxLines) =>
    message(...headingBlocks(heading), ...parts(week, trackRecord, maxLines, chart), ...nudgePart),
  );
  if (!chart) return { message: full };
  return {
    message: full,
    withoutChart: { ...full, blocks: full.blocks.filter((block) => block !== chart) },
  };
}

const headingBlocks = ({ title, notes }: Heading): MessageBlock[] => [paragraph(title, ...notes)];

function parts(
  week: Week,
  trackRecord: ReadonlyArray<Span[]>,
  maxLines: number,
  chart: MessageBlock | undefined,
): MessageBlock[] {
  const { today, team } = week;
  return [
    ...messagePart(
      "What came in",
      week.newVerdicts.map(newVerdictLine),
      maxLines,
      "/bet list settled",
      "No verdict became final.",
    ),
    ...messagePart(
      "What we learned",
      [...week.payoffs.map(payoffLine), ...week.learnings.map(learningLine)],
      Math.min(maxLines, week.payoffs.length + MAX_LEARNINGS),
      "/outcomes learnings",
    ),
    ...messagePart("Where we stand", trackRecord),
    ...(chart ? [chart] : []),
    ...messagePart(
      "Key results",
      week.keyResults.map((keyResult) => keyResultLine(keyResult)),
      maxLines,
      "/outcomes goals",
    ),
    ...messagePart(
      "Up for review",
      week.upForReview.map((bet) => reviewLine(bet, today)),
      maxLines,
      "/bet list open",
    ),
    ...messagePart(
      "Not final yet",
      week.provisional.map((bet) => provisionalLine(bet, team.timeZone)),
      maxLines,
      "/bet list due",
    ),
    ...messagePart(
      "Next steps",
      week.nextSteps.map((step) => stepLine(step, today)),
      maxLines,
      "/outcomes steps",
    ),
    ...messagePart("How we are", pulseLines(week.pulse)),
  ];
}
