import { isQuiet, type Week } from "#domain/digests/digest.ts";
import type { Nudge } from "#domain/nudges/nudge.ts";
import { bold, message, type MessageBlock, moment, paragraph, type Span } from "#slack/kit/blocks.ts";
import { dayWords, momentWords, spanWords, WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import type { Drawing } from "#slack/platform/deliveries/rendering.ts";
import { fitting, part } from "#slack/kit/fit-message.ts";
import { thoughtBlocks } from "#slack/surfaces/nudges/nudge-blocks.ts";
import { clip, written } from "#slack/kit/text.ts";
import { pulseLines } from "./pulse-lines.ts";
import { realisedChart } from "./realised-chart.ts";
import {
  calibrationLines,
  cameInLine,
  keyResultLine,
  learnedLine,
  paidOffLine,
  participationLines,
  reviewLine,
  standingLines,
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
export function drawDigest(week: Week, now: Temporal.Instant, thought?: Nudge): Drawing {
  const { team, until, span, today } = week;
  const late = Temporal.Instant.compare(until.add(LATE), now) <= 0;
  return draw(week, thought, {
    title: [
      bold(`${written(clip(team.name, LONGEST_NAME))} · week ${span.week}`),
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
export const drawWeek = (week: Week, thought?: Nudge): Drawing =>
  draw(week, thought, {
    title: [
      bold(`${written(clip(week.team.name, LONGEST_NAME))} · the last seven days`),
      ` (${spanWords(week.span.first, week.span.last)})`,
    ],
    notes: [],
    quiet: `Nothing came in, and nothing is up for review. Our digest comes on ${WEEKDAY_WORDS[week.team.digestDay]}.`,
    calibration: true,
  });

function draw(week: Week, thought: Nudge | undefined, heading: Heading): Drawing {
  const last = thoughtBlocks(week.team, thought);
  if (isQuiet(week)) {
    const quiet = paragraph([...heading.title, ` · ${heading.quiet}`], ...heading.notes);
    return { message: message(quiet, ...last) };
  }
  const chart = realisedChart(week.realised);
  const standing = [
    ...standingLines(week),
    ...(heading.calibration ? calibrationLines(week) : []),
    ...participationLines(week),
  ];
  const whole = fitting((most) => message(...head(heading), ...parts(week, standing, most, chart), ...last));
  if (!chart) return { message: whole };
  return {
    message: whole,
    withoutChart: { ...whole, blocks: whole.blocks.filter((block) => block !== chart) },
  };
}

const head = ({ title, notes }: Heading): MessageBlock[] => [paragraph(title, ...notes)];

function parts(
  week: Week,
  standing: ReadonlyArray<Span[]>,
  most: number,
  chart: MessageBlock | undefined,
): MessageBlock[] {
  const { today, team } = week;
  return [
    ...part(
      "What came in",
      week.cameIn.map(cameInLine),
      most,
      "/bet list settled",
      "No verdict became final.",
    ),
    ...part(
      "What we learned",
      [...week.paidOff.map(paidOffLine), ...week.learned.map(learnedLine)],
      Math.min(most, week.paidOff.length + LEARNINGS),
      "/outcomes learnings",
    ),
    ...part("Where we stand", standing),
    ...(chart ? [chart] : []),
    ...part(
      "Key results",
      week.keyResults.map((one) => keyResultLine(one)),
      most,
      "/outcomes goals",
    ),
    ...part(
      "Up for review",
      week.upForReview.map((bet) => reviewLine(bet, today)),
      most,
      "/bet list open",
    ),
    ...part(
      "Not final yet",
      week.waiting.map((bet) => waitingLine(bet, team.timeZone)),
      most,
      "/bet list due",
    ),
    ...part(
      "Next steps",
      week.nextSteps.map((step) => stepLine(step, today)),
      most,
      "/outcomes steps",
    ),
    ...part("How we are", pulseLines(week.pulse)),
  ];
}
