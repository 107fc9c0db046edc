import type { ParsedResult } from "chrono-node/en";
import { isNamed, isPeriod, parseDate, questionAbout } from "./date-parsers.ts";

export type Span = { readonly start: number; readonly end: number };
export type TeamClock = { readonly now: Temporal.Instant; readonly timeZone: string };
/** A day; or, where only the team knows it ("next sprint"), the question to ask. */
type DateOrQuestion = { readonly date: Temporal.PlainDate } | { readonly question: string };
type FoundDate = Span & DateOrQuestion;
/** How a date is introduced: by "by", "until", "due"…; by "on", "in" or "within"; or by no keyword. */
type Cue = "deadline" | "loose" | "bare";

const KEYWORD =
  /(?<![\p{L}\p{N}_<@#/'’-])(?:(?:to be )?review(?:ed)?\s+)?(by|until|till|before|due|on|in|within)\s+(?:the\s+)?/giu;
const DURATION = /\b(?:second|minute|hour|day|week|fortnight|month|quarter|year)s?\b/i;
const NAMED_PERIOD = /^(?:the )?(?:next|this|end of)\b/i;
const RELATIVE_DAY = /\b(?:today|tonight|tomorrow|days?|hours?|minutes?)\b/i;
// "since March", "mid January", "after Friday": the day that chrono finds is not the day meant.
const CHANGES_MEANING =
  /(?:^|\s)(?:by|until|till|before|due|on|in|within|since|after|from|of|to|and|or|mid|early|late|last|every|each|for|at|a|the|than|-|–)$/iu;
const MAX_DATE_LENGTH = 60;

/**
 * Finds the review date as chrono reads it in the team's time zone, or the question that it raises. Undefined unless it is
 * clear and the only one.
 */
export function findDate(
  sentence: string,
  { now, timeZone }: TeamClock,
  change: Span | undefined,
): FoundDate | undefined {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const found: FoundDate[] = [];
  for (const keyword of sentence.matchAll(KEYWORD)) {
    if (keyword.index < (found.at(-1)?.end ?? 0)) continue;
    const date = findAfterKeyword(sentence, keyword, today, change);
    if (date) found.push(date);
  }
  if (found.length > 1) return undefined;
  return found[0] ?? findAtEnd(sentence, today, change);
}

function findAfterKeyword(
  sentence: string,
  keyword: RegExpExecArray,
  today: Temporal.PlainDate,
  change: Span | undefined,
): FoundDate | undefined {
  const start = keyword.index;
  const from = start + keyword[0].length;
  const word = (keyword[1] ?? "").toLowerCase();
  const tail = (sentence.slice(from, from + MAX_DATE_LENGTH).split("\n")[0] ?? "").trimEnd();
  const isWithin = word === "in" || word === "within";
  // "in six weeks" and "before Q2" are read with their keyword.
  const prefix = isWithin ? "in " : word === "before" ? "before " : undefined;
  const prefixed = prefix === undefined ? undefined : parseDate(prefix + tail, today);
  const readLength =
    prefix !== undefined && prefixed?.text.startsWith(prefix)
      ? prefixed.text.length - prefix.length
      : undefined;
  const result = readLength === undefined ? parseDate(tail, today) : prefixed;
  if (!result) return undefined;
  const end = from + (readLength ?? result.text.length);
  // "by two weeks" is a change, not a date.
  if (readLength === undefined && isDuration(result)) return undefined;

  const cue: Cue = word === "on" || isWithin ? "loose" : "deadline";
  const accepted = accept(result, cue, today, change !== undefined);
  if (!accepted || !isWholeWord(sentence, end)) return undefined;
  const certainDay = cue === "deadline" && "date" in accepted && result.start.isCertain("day");
  const atEdge = isAtEnd(sentence, end, change) || !/[\p{L}\p{N}]/u.test(sentence.slice(0, start));
  return certainDay || atEdge ? { start, end, ...accepted } : undefined;
}

function findAtEnd(
  sentence: string,
  today: Temporal.PlainDate,
  change: Span | undefined,
): FoundDate | undefined {
  const text = sentence.replace(/[\s.,;:!?)\]"'”’»]+$/u, "");
  const tailStart = Math.max(0, text.length - MAX_DATE_LENGTH);
  const words = [...text.slice(tailStart).matchAll(/(?<=^|\s)\S+/gu)].slice(-5);
  for (const word of words) {
    const start = tailStart + word.index;
    const suffix = text.slice(start);
    const result = parseDate(suffix, today);
    if (result?.text.length !== suffix.length || CHANGES_MEANING.test(suffix.split(/\s/u, 1)[0] ?? ""))
      continue;
    if (CHANGES_MEANING.test(text.slice(0, start).trimEnd())) return undefined;
    if (isDuration(result)) return undefined;
    const accepted = accept(result, "bare", today, change !== undefined);
    return accepted && { start, end: text.length, ...accepted };
  }
  return undefined;
}

const isDuration = (result: ParsedResult): boolean =>
  !isPeriod(result) && DURATION.test(result.text) && !NAMED_PERIOD.test(result.text);

function accept(
  result: ParsedResult,
  cue: Cue,
  today: Temporal.PlainDate,
  hasChange: boolean,
): DateOrQuestion | undefined {
  const { start, end, text } = result;
  const question = questionAbout(result);
  // "Fewer steps in release" describes the bet; "by the release" and "next release" are when it is due.
  if (question !== undefined)
    return cue === "deadline" || (isNamed(result) && hasChange) ? { question } : undefined;
  if (end || start.isCertain("hour") || start.isCertain("timezoneOffset") || /\b(?:last|ago)\b/i.test(text)) {
    return undefined;
  }
  const [certainDay, certainMonth] = [start.isCertain("day"), start.isCertain("month")];
  const weekdayOnly = !certainDay && !certainMonth;
  if (weekdayOnly && !start.isCertain("weekday")) return undefined;
  if (!isUnambiguous(text, cue, start.isCertain("year"))) return undefined;
  // "Pause emails on Sunday" describes the bet. Next to a target, "on Sunday" is when it is due.
  const maybeContent =
    weekdayOnly ||
    RELATIVE_DAY.test(text) ||
    (cue === "bare" && (isPeriod(result) || /^\p{L}+$/u.test(text)));
  if (cue !== "deadline" && maybeContent && !hasChange) return undefined;

  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (year === null || month === null || day === null) return undefined;
  const date = Temporal.PlainDate.from({ year, month, day });
  const order = Temporal.PlainDate.compare(date, today);
  return order < 0 || (order === 0 && weekdayOnly) ? undefined : { date };
}

/** False for `12/1`, which has two readings, and for `15 Jan 40`, since 40 may not be a year. */
function isUnambiguous(text: string, cue: Cue, certainYear: boolean): boolean {
  const fourDigits = /(?<!\d)\d{4}(?!\d)/.test(text);
  const numeric = /^(?:on )?(\d{1,2})([/.-])(\d{1,2})(?!\d)/i.exec(text);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    return (first > 12 || second > 12) && (fourDigits || (cue === "deadline" && numeric[2] === "/"));
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
