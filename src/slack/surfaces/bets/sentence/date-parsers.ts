import { Chrono, GB, type ParsedResult, type Parser } from "chrono-node/en";
import { daysOf, isQuarterNumber, type Quarter, quarterOn } from "#domain/calendar/quarter.ts";
import { workingDayUntil } from "#domain/calendar/schedule.ts";

/** Chrono's tags on what the parsers below read. */
const PERIOD = "ourcome/period";
const TIME_BOX = "ourcome/time-box";
const EVENT = "ourcome/event";
/** It says which one is meant: "next sprint", "sprint 14". Without that, "in release" may belong to the metric. */
const NAMED = "ourcome/named";

type Day = Temporal.PlainDate;
type ChronoContext = Parameters<Parser["extract"]>[0];

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const ORDINALS = ["first", "second", "third", "fourth"];
const QUARTER = String.raw`(?:q(?<digit>[1-4])|(?<ordinal>${ORDINALS.join("|")})\s+quarter|(?<which>the|this|next|the next)\s+quarter)`;
const YEAR = String.raw`(?:,?\s+(?:of\s+)?(?<year>20\d\d))?`;
const pattern = (source: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, "iu");

const todayOf = ({ refDate }: ChronoContext): Day =>
  Temporal.PlainDate.from({
    year: refDate.getFullYear(),
    month: refDate.getMonth() + 1,
    day: refDate.getDate(),
  });

const componentsOf = (context: ChronoContext, { year, month, day }: Day, ...tags: string[]) =>
  context.createParsingComponents({ year, month, day }).addTags(tags);

/** A period that is said by its name and ends on the last working day in it. */
const endsLastWorkingDay = (
  source: string,
  endOf: (groups: Readonly<Record<string, string | undefined>>, today: Day) => Day,
): Parser => ({
  pattern: () => pattern(source),
  extract: (context, { groups = {} }) =>
    componentsOf(context, workingDayUntil(endOf(groups, todayOf(context))), PERIOD),
});

const isPast = (day: Day, today: Day): boolean => Temporal.PlainDate.compare(day, today) < 0;

/** "Q1", "the end of Q2", "first quarter of 2027", "next quarter"; "before Q2" is the end of Q1. */
const quarters = endsLastWorkingDay(
  String.raw`(?<before>before\s+)?(?:(?:the\s+)?end\s+of\s+|by\s+)?(?:the\s+)?${QUARTER}${YEAR}|(?<current>quarter(?:['’]s)?[\s-]end|end\s+of\s+quarter)`,
  ({ before, digit, ordinal, which, year }, today) => {
    const number = digit ?? (ordinal && ORDINALS.indexOf(ordinal.toLowerCase()) + 1);
    const current = quarterOn(today);
    const meant: Quarter = number
      ? { year: Number(year ?? current.year), number: quarterNumber(Number(number)) }
      : /next/iu.test(which ?? "")
        ? quarterOn(daysOf(current).until.add({ days: 1 }))
        : current;
    const day = (quarter: Quarter): Day => {
      const { from, until } = daysOf(quarter);
      return before ? from.subtract({ days: 1 }) : until;
    };
    const isOver = year === undefined && isPast(day(meant), today);
    return day(isOver ? { ...meant, year: meant.year + 1 } : meant);
  },
);

const quarterNumber = (number: number): Quarter["number"] => (isQuarterNumber(number) ? number : 1);

/** "end of January", "end of next month". */
const months = endsLastWorkingDay(
  String.raw`(?:the\s+)?end\s+of\s+(?:(?<name>${MONTH})${YEAR}|(?:(?<next>(?:the\s+)?next)|the|this)?\s*month)|month(?:['’]s)?[\s-]end`,
  ({ name, year, next }, today) => {
    const month = name ? MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1 : today.month;
    const first = Temporal.PlainDate.from({ year: Number(year ?? today.year), month, day: 1 });
    const end = lastOfMonth(next ? first.add({ months: 1 }) : first);
    return year === undefined && isPast(end, today) ? lastOfMonth(end.add({ years: 1 })) : end;
  },
);

const lastOfMonth = (day: Day): Day => day.with({ day: day.daysInMonth });

const FRIDAY = 5;

/** "end of the week", "end of next week": Friday. */
const weeks = endsLastWorkingDay(
  String.raw`(?:the\s+)?end\s+of\s+(?:(?<next>(?:the\s+)?next)|the|this)?\s*week`,
  ({ next }, today) => {
    const friday = today.add({ days: FRIDAY - today.dayOfWeek + (next ? 7 : 0) });
    return isPast(friday, today) ? friday.add({ days: 7 }) : friday;
  },
);

/** "end of the year", "end of 2027", "year end", "New Year". */
const years = endsLastWorkingDay(
  String.raw`(?:the\s+)?end\s+of\s+(?:(?<year>20\d\d)|(?:(?<next>(?:the\s+)?next)|the|this)?\s*year)|year(?:['’]s)?[\s-]end|(?:the\s+)?new\s+year(?:['’]s(?:\s+eve)?)?`,
  ({ year, next }, today) =>
    Temporal.PlainDate.from({ year: Number(year ?? today.year) + (next ? 1 : 0), month: 12, day: 31 }),
);

/** "Christmas": the last working day before it. */
const christmas = endsLastWorkingDay(
  String.raw`(?:before\s+)?(?:christmas(?:\s+eve)?|xmas)${YEAR}`,
  ({ year }, today) => {
    const eve = Temporal.PlainDate.from({ year: Number(year ?? today.year), month: 12, day: 24 });
    return year === undefined && isPast(eve, today) ? eve.add({ years: 1 }) : eve;
  },
);

const WHICH = String.raw`(?<end>(?:the\s+)?end\s+of\s+)?(?:(?:the|our)\s+)?(?<which>(?:next|coming|upcoming|this)\s+)?`;

/** What only the team can date. The day is a placeholder, and the tags say which question to ask. */
const onlyTheTeamKnows = (source: string, tag: string): Parser => ({
  pattern: () => pattern(source),
  extract: (context, { groups = {} }) => {
    const named = ["end", "which", "number"].some((group) => groups[group] !== undefined);
    return componentsOf(context, todayOf(context), tag, ...(named ? [NAMED] : []));
  },
});

const timeBoxes = onlyTheTeamKnows(
  String.raw`${WHICH}(?:sprint|iteration|cycle|increment|semester|term)(?<number>\s+\d{1,3})?`,
  TIME_BOX,
);

const events = onlyTheTeamKnows(
  String.raw`${WHICH}(?:(?:public|soft|beta)\s+)?(?:release|launch|go-live|roll-?out|off-?site|conference|easter|thanksgiving|black\s+friday|ramadan|diwali)`,
  EVENT,
);

/** Chrono in British English, which also knows a team's periods. Its first parser wins a tie. */
const chrono = new Chrono({
  parsers: [quarters, months, weeks, years, christmas, timeBoxes, events, ...GB.parsers],
  refiners: GB.refiners,
});

/** What chrono reads at the start of a text, in the calendar of this day. */
export function parseDate(text: string, today: Day): ParsedResult | undefined {
  // Chrono reads the reference in the process's time zone. Noon of the team's day exists in every zone.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  return chrono.parse(text, reference, { forwardDate: true }).find(({ index }) => index === 0);
}

export const isPeriod = (result: ParsedResult): boolean => result.tags().has(PERIOD);
export const isNamed = (result: ParsedResult): boolean => result.tags().has(NAMED);

/** "When does the next sprint end?", if only the team can know the date. */
export function questionAbout(result: ParsedResult): string | undefined {
  const tags = result.tags();
  const phrase = result.text
    .trim()
    .replaceAll(/\s+/gu, " ")
    .replace(/^(?:the )?end of /iu, "");
  if (tags.has(TIME_BOX)) return `When does ${withArticle(phrase)} end?`;
  return tags.has(EVENT) ? `When is ${withArticle(phrase)}?` : undefined;
}

const withArticle = (phrase: string): string =>
  /^(?:the|this|our)\b|\d$|^(?:easter|thanksgiving|black friday|ramadan|diwali)$/iu.test(phrase)
    ? phrase
    : `the ${phrase}`;
