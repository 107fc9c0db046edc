import { GB, type ParsedResult } from "chrono-node/en";

export type Span = { readonly start: number; readonly end: number };
export type When = { readonly now: Temporal.Instant; readonly timeZone: string };
type FoundDate = Span & { readonly date: Temporal.PlainDate };
type Place = "deadline" | "loose" | "bare";

const KEYWORD =
  /(?<![\p{L}\p{N}_<@#/'’-])(?:(?:to be )?review(?:ed)?\s+)?(by|until|till|before|due|on|in|within)\s+(?:the\s+)?/giu;
const LENGTH_IN_TIME = /\b(?:second|minute|hour|day|week|fortnight|month|quarter|year)s?\b/i;
const NAMED_PERIOD = /^(?:the )?(?:next|this|end of)\b/i;
const NEAR = /\b(?:today|tonight|tomorrow|days?|hours?|minutes?)\b/i;
// "since March", "mid January", "after Friday": the day that chrono finds is not the day that is meant.
const OTHER_SENSE =
  /(?:^|\s)(?:by|until|till|before|due|on|in|within|since|after|from|of|to|and|or|mid|early|late|last|every|each|for|at|a|the|than|-|–)$/iu;
const LONGEST = 60;

/** The one date that the sentence gives for its review. Chrono's own choice of day, in the calendar of the team's zone. */
export function findDate(
  sentence: string,
  { now, timeZone }: When,
  change: Span | undefined,
): FoundDate | undefined {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const found: FoundDate[] = [];
  for (const keyword of sentence.matchAll(KEYWORD)) {
    if (keyword.index < (found.at(-1)?.end ?? 0)) continue;
    const date = afterKeyword(sentence, keyword, today, change);
    if (date) found.push(date);
  }
  if (found.length > 1) return undefined;
  return found[0] ?? atTheEnd(sentence, today, change);
}

function afterKeyword(
  sentence: string,
  keyword: RegExpExecArray,
  today: Temporal.PlainDate,
  change: Span | undefined,
): FoundDate | undefined {
  const start = keyword.index;
  const from = start + keyword[0].length;
  const word = (keyword[1] ?? "").toLowerCase();
  const tail = (sentence.slice(from, from + LONGEST).split("\n")[0] ?? "").trimEnd();
  const within = word === "in" || word === "within";
  const span = within ? parse(`in ${tail}`, today) : undefined;
  const length = span?.text.startsWith("in ") ? span.text.length - 3 : undefined;
  const result = length === undefined ? parse(tail, today) : span;
  if (!result) return undefined;
  const end = from + (length ?? result.text.length);
  // "by two weeks" is a change, not a date.
  if (length === undefined && LENGTH_IN_TIME.test(result.text) && !NAMED_PERIOD.test(result.text))
    return undefined;

  const place: Place = word === "on" || within ? "loose" : "deadline";
  const date = accept(result, place, today, change !== undefined);
  if (!date || !isWholeWord(sentence, end)) return undefined;
  const certainDay = place === "deadline" && result.start.isCertain("day");
  const edge = isAtEnd(sentence, end, change) || !/[\p{L}\p{N}]/u.test(sentence.slice(0, start));
  return certainDay || edge ? { start, end, date } : undefined;
}

function atTheEnd(
  sentence: string,
  today: Temporal.PlainDate,
  change: Span | undefined,
): FoundDate | undefined {
  const text = sentence.replace(/[\s.,;:!?)\]"'”’»]+$/u, "");
  const tailStart = Math.max(0, text.length - LONGEST);
  const words = [...text.slice(tailStart).matchAll(/(?<=^|\s)\S+/gu)].slice(-5);
  for (const word of words) {
    const start = tailStart + word.index;
    const suffix = text.slice(start);
    const result = parse(suffix, today);
    if (result?.text.length !== suffix.length || OTHER_SENSE.test(suffix.split(/\s/u, 1)[0] ?? "")) continue;
    if (OTHER_SENSE.test(text.slice(0, start).trimEnd())) return undefined;
    if (LENGTH_IN_TIME.test(suffix) && !NAMED_PERIOD.test(suffix)) return undefined;
    const date = accept(result, "bare", today, change !== undefined);
    return date ? { start, end: text.length, date } : undefined;
  }
  return undefined;
}

function parse(text: string, today: Temporal.PlainDate): ParsedResult | undefined {
  // Chrono reads the reference in the process's zone: noon of the team's day exists in every zone, on the same day.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  return GB.parse(text, reference, { forwardDate: true }).find(({ index }) => index === 0);
}

function accept(
  { start, end, text }: ParsedResult,
  place: Place,
  today: Temporal.PlainDate,
  hasChange: boolean,
): Temporal.PlainDate | undefined {
  if (end || start.isCertain("hour") || start.isCertain("timezoneOffset") || /\b(?:last|ago)\b/i.test(text)) {
    return undefined;
  }
  const [certainDay, certainMonth] = [start.isCertain("day"), start.isCertain("month")];
  const weekdayOnly = !certainDay && !certainMonth;
  if (weekdayOnly && !start.isCertain("weekday")) return undefined;
  if (!isClearlyWritten(text, place, start.isCertain("year"))) return undefined;
  // "Pause emails on Sunday" says what the bet is; beside a target the same words say when it is due.
  const mayBeContent = weekdayOnly || NEAR.test(text) || (place === "bare" && /^\p{L}+$/u.test(text));
  if (place !== "deadline" && mayBeContent && !hasChange) return undefined;

  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (year === null || month === null || day === null) return undefined;
  const date = Temporal.PlainDate.from({ year, month, day });
  const order = Temporal.PlainDate.compare(date, today);
  return order < 0 || (order === 0 && weekdayOnly) ? undefined : date;
}

/** Not `12/1`, which has two readings, nor `15 Jan 40`, whose 40 may be anything. */
function isClearlyWritten(text: string, place: Place, certainYear: boolean): boolean {
  const fourDigits = /(?<!\d)\d{4}(?!\d)/.test(text);
  const numeric = /^(?:on )?(\d{1,2})([/.-])(\d{1,2})(?!\d)/i.exec(text);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    return (first > 12 || second > 12) && (fourDigits || (place === "deadline" && numeric[2] === "/"));
  }
  return fourDigits || !certainYear || (text.match(/\d+/g) ?? []).length < 2;
}

const isWholeWord = (sentence: string, end: number) =>
  /^(?:$|\s|[,.;:!?)\]"”»](?![\p{L}\p{N}])|['’](?!\p{L}))/u.test(sentence.slice(end, end + 3));

function isAtEnd(sentence: string, end: number, change: Span | undefined): boolean {
  const rest =
    change && change.start >= end
      ? sentence.slice(end, change.start) + sentence.slice(change.end)
      : sentence.slice(end);
  return !/[\p{L}\p{N}]/u.test(rest.replace(/:[\w+'-]+:/g, ""));
}
