import { isQuiet, type Week } from "#domain/digests/digest.ts";
import type { Nudge } from "#domain/nudges/nudge.ts";
import {
  bold,
  message,
  type Message,
  type MessageBlock,
  moment,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { dayWords, momentWords, spanWords, WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { fitMessage, messagePart } from "#slack/kit/fit-message.ts";
import { nudgeBlocks } from "#slack/surfaces/nudges/nudge-blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { pulseLines } from "./pulse-lines.ts";
import { realisedChart } from "./realised-chart.ts";
import {
  calibrationLines,
  cameInLine,
  keyResultLine,
  learningLine,
  payoffLine,
  participationLines,
  reviewLine,
  trackRecordLines,
  stepLine,
  waitingLine,
} from "./digest-lines.ts";

type Heading = {
  readonly title: readonly Span[];
  readonly notes: ReadonlyArray<readonly Span[]>;
  readonly quiet: string;
  /** How our forecasts compare with what came of them: for who asks, and not week by week. */
  readonly calibration?: boolean;
};

/** A digest that comes later than this says so. */
const LATE = Temporal.Duration.from({ hours: 1 });

const LONGEST_NAME = 60;
const LEARNINGS = 3;

/** The weekly digest, in its one layout. */
export function renderDigest(week: Week, now: Temporal.Instant, thought?: Nudge): Rendering<Message> {
  const { team, until, span, today } = week;
  const late = Temporal.Instant.compare(until.add(LATE), now) <= 0;
  return render(week, thought, {
    title: [
      bold(`${isolateRightToLeft(clip(team.name, LONGEST_NAME))} · week ${span.week}`),
      ` (${spanWords(span.first, span.last)})`,
    ],
    notes: [
      ...(late
        ? [["This comes late. It was due ", moment(until, momentWords(until, team.timeZone)), "."]]
        : []),
      ...(span.since
        ? [[`This covers everything since ${dayWords(span.since, today)}: no digest came in between.`]]
        : []),
    ],
    quiet: `Nothing came in this week, and nothing is up for review. See you on ${WEEKDAY_WORDS[team.digestDay]}.`,
  });
}

/** The same of the last seven days, when somebody asks. */
export const renderWeek = (week: Week, thought?: Nudge): Rendering<Message> =>
  render(week, thought, {
    title: [
      bold(`${isolateRightToLeft(clip(week.team.name, LONGEST_NAME))} · the last seven days`),
      ` (${spanWords(week.span.first, week.span.last)})`,
    ],
    notes: [],
    quiet: `Nothing came in, and nothing is up for review. Our digest comes on ${WEEKDAY_WORDS[week.team.digestDay]}.`,
    calibration: true,
  });

function render(week: Week, thought: Nudge | undefined, heading: Heading): Rendering<Message> {
  const last = nudgeBlocks(week.team, thought);
  if (isQuiet(week)) {
    const quiet = paragraph([...heading.title, ` · ${heading.quiet}`], ...heading.notes);
    return { message: message(quiet, ...last) };
  }
  const chart = realisedChart(week.realised);
  const trackRecord = [
    ...trackRecordLines(week),
    ...(heading.calibration ? calibrationLines(week) : []),
    ...participationLines(week),
  ];
  const whole = fitMessage((most) =>
    message(...head(heading), ...parts(week, trackRecord, most, chart), ...last),
  );
  if (!chart) return { message: whole };
  return {
    message: whole,
    withoutChart: { ...whole, blocks: whole.blocks.filter((block) => block !== chart) },
  };
}

const head = ({ title, notes }: Heading): MessageBlock[] => [paragraph(title, ...notes)];

function parts(
  week: Week,
  trackRecord: ReadonlyArray<Span[]>,
  most: number,
  chart: MessageBlock | undefined,
): MessageBlock[] {
  const { today, team } = week;
  return [
    ...messagePart(
      "What came in",
      week.newVerdicts.map(cameInLine),
      most,
      "/bet list settled",
      "No verdict became final.",
    ),
    ...messagePart(
      "What we learned",
      [...week.payoffs.map(payoffLine), ...week.learnings.map(learningLine)],
      Math.min(most, week.payoffs.length + LEARNINGS),
      "/outcomes learnings",
    ),
    ...messagePart("Where we stand", trackRecord),
    ...(chart ? [chart] : []),
    ...messagePart(
      "Key results",
      week.keyResults.map((one) => keyResultLine(one)),
      most,
      "/outcomes goals",
    ),
    ...messagePart(
      "Up for review",
      week.upForReview.map((bet) => reviewLine(bet, today)),
      most,
      "/bet list open",
    ),
    ...messagePart(
      "Not final yet",
      week.waiting.map((bet) => waitingLine(bet, team.timeZone)),
      most,
      "/bet list due",
    ),
    ...messagePart(
      "Next steps",
      week.nextSteps.map((step) => stepLine(step, today)),
      most,
      "/outcomes steps",
    ),
    ...messagePart("How we are", pulseLines(week.pulse)),
  ];
}
