import type { Button } from "@slack/types";
import { isQuiet, type News } from "#domain/digests/news.ts";
import type { Nudge } from "#domain/nudges/nudge.ts";
import {
  actions,
  bold,
  dateSpan,
  isComplete,
  message,
  type Message,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatDay, formatInstant, WEEKDAY_WORDS } from "#slack/kit/dates.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { nudgeLines, silenceButtons } from "#slack/surfaces/nudges/nudge-blocks.ts";
import { firstDigestHint } from "#slack/surfaces/teams/hints.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { WeekNews } from "#usecases/digests/read-news.ts";
import {
  askedStepButtons,
  comingStepButtons,
  droppedStepButtons,
  dueButtons,
  numbersButton,
} from "./news-buttons.ts";
import {
  askedStepLine,
  comingStepLine,
  countWords,
  droppedStepLine,
  dueLine,
  learnedLines,
  moodLines,
  paidOffLine,
  type QuoteLengths,
  settledLine,
  standingLine,
} from "./news-lines.ts";

/** What goes around a week's news. */
type Frame = {
  readonly title: string;
  /** Says that it comes late. */
  readonly late?: readonly Span[] | false;
  /** Says that the digest before was skipped. */
  readonly gap?: readonly Span[] | undefined;
  readonly quiet: string;
  readonly nudge?: Nudge | undefined;
  readonly hint?: string | undefined;
  /** The footer's buttons. */
  readonly buttons: readonly Button[];
  /** Without them in a modal, on which no form can be opened. */
  readonly hasBetButtons: boolean;
};

/** A digest that is at least this late says so. */
const LATE_AFTER = Temporal.Duration.from({ hours: 1 });

const MAX_NAME_LENGTH = 60;

/** A digest is read in seconds, so it has at most this many words, unless people's own are longer than that. */
const MAX_WORDS = 120;

/** How many lines a part has, and how much it quotes, tried in turn until the digest is short enough. */
const SIZES: ReadonlyArray<QuoteLengths & { readonly lines: number; readonly comingSteps: number }> = [
  { lines: 3, comingSteps: 3, title: 60, sentence: 120 },
  { lines: 2, comingSteps: 2, title: 50, sentence: 90 },
  { lines: 1, comingSteps: 1, title: 40, sentence: 60 },
  { lines: 1, comingSteps: 0, title: 20, sentence: 30 },
];

/** Renders the weekly digest. `at`: when it was posted, or now. `isFirst`: the team had none before. */
export function renderDigest(
  { week, news }: Pick<WeekNews, "week" | "news">,
  at: Temporal.Instant,
  nudge?: Nudge,
  isFirst = false,
): Rendering<Message> {
  const { team, until, span, today } = week;
  const late = Temporal.Instant.compare(until.add(LATE_AFTER), at) <= 0;
  return render(
    { week, news },
    {
      title: `week ${span.week}`,
      late: late && [
        "This comes late. It was due ",
        dateSpan(until, formatInstant(until, team.timeZone)),
        ".",
      ],
      gap: span.since && [
        `This covers everything since ${formatDay(span.since, today)}: no digest came in between.`,
      ],
      quiet: "Nothing new.",
      nudge,
      hint: isFirst ? firstDigestHint(team) : undefined,
      buttons: [],
      hasBetButtons: true,
    },
  );
}

/** Renders the last seven days, on request. */
export const renderWeek = (
  weekNews: Pick<WeekNews, "week" | "news">,
  more: Partial<Pick<Frame, "nudge" | "buttons" | "hasBetButtons">> = {},
): Rendering<Message> =>
  render(weekNews, {
    title: "the last seven days",
    quiet: `Nothing new. Our digest comes on ${WEEKDAY_WORDS[weekNews.week.team.digestDay]}s that have news.`,
    buttons: [],
    hasBetButtons: true,
    ...more,
  });

function render({ week, news }: Pick<WeekNews, "week" | "news">, frame: Frame): Rendering<Message> {
  const name = (length: number) => isolateRightToLeft(clip(week.team.name, length));
  const buttons = [numbersButton(week.team), ...frame.buttons, ...silenceButtons(week.team, frame.nudge)];
  if (isQuiet(news) && !frame.nudge) {
    const line = paragraph(
      [bold(`${name(MAX_NAME_LENGTH)} · ${frame.title}`), ` · ${frame.quiet}`],
      frame.late,
    );
    return { message: frame.buttons.length > 0 ? message(line, actions(...buttons)) : message(line) };
  }
  const counts = countWords(news);
  const heading = ({ title }: QuoteLengths) => [
    bold([name(title), frame.title, counts].filter((part) => part !== "").join(" · ")),
  ];
  const sized = SIZES.map((size) =>
    message(
      paragraph(heading(size), frame.late, frame.gap, ...newsLines(news, size)),
      ...dueBlocks(news, week.today, size, frame.hasBetButtons),
      ...stepBlocks(news, week.today, size),
      ...nudgeLines(frame.nudge).map((line) => paragraph(line)),
      frame.hint !== undefined && paragraph([frame.hint]),
      actions(...buttons),
    ),
  );
  const fitting = sized.find(isShort) ?? sized.at(-1);
  return { message: fitting ?? message() };
}

const isShort = (message: Message): boolean =>
  [...message.text.matchAll(/\S*[\p{L}\p{N}]\S*/gu)].length <= MAX_WORDS && isComplete(message);

function newsLines(news: News, size: (typeof SIZES)[number]): ReadonlyArray<readonly Span[]> {
  const { lines } = size;
  return [
    ...shortened(
      news.newVerdicts.map((bet) => settledLine(bet, size)),
      lines,
      "/bet list settled",
    ),
    ...news.payoffs.slice(0, lines).map((payoff) => paidOffLine(payoff, size)),
    ...learnedLines(news, size),
    ...moodLines(news),
    ...shortened(
      news.keyResults.map((keyResult) => standingLine(keyResult, size)),
      lines,
      "/outcomes goals",
    ),
  ];
}

function dueBlocks(
  { due }: News,
  today: Temporal.PlainDate,
  size: (typeof SIZES)[number],
  hasButtons: boolean,
): MessageBlock[] {
  const left = due.length - size.lines;
  return [
    ...due
      .slice(0, size.lines)
      .flatMap((bet) => withButtons(dueLine(bet, today, size), hasButtons ? dueButtons(bet, today) : [])),
    ...(left > 0 ? [paragraph([`and ${left} more (/bet list open)`])] : []),
  ];
}

function stepBlocks(news: News, today: Temporal.PlainDate, size: (typeof SIZES)[number]): MessageBlock[] {
  const { askedSteps, comingSteps, droppedSteps } = news;
  return [
    ...comingSteps
      .slice(0, size.comingSteps)
      .flatMap((step) => withButtons(comingStepLine(step, today, size), comingStepButtons(step))),
    ...askedSteps.flatMap((step) => withButtons(askedStepLine(step, today, size), askedStepButtons(step))),
    ...droppedSteps.flatMap((step) => withButtons(droppedStepLine(step, size), droppedStepButtons(step))),
  ];
}

const withButtons = (line: readonly Span[], buttons: readonly Button[]): MessageBlock[] => [
  paragraph(line),
  ...(buttons.length > 0 ? [actions(...buttons)] : []),
];

/** The first lines, then how many are left out and which command shows them. */
const shortened = (
  lines: ReadonlyArray<readonly Span[]>,
  most: number,
  command: string,
): ReadonlyArray<readonly Span[]> =>
  lines.length > most ? [...lines.slice(0, most), [`and ${lines.length - most} more (${command})`]] : lines;
