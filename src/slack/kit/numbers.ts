import { err, ok, type Result } from "#domain/result.ts";

export type NumberRefusal =
  | { readonly kind: "no-number"; readonly text: string }
  /** `readings`: the numbers it may mean, each written unambiguously. */
  | { readonly kind: "ambiguous-number"; readonly text: string; readonly readings: readonly string[] };

type ReadNumber = { readonly value: number; readonly unit?: string };
type Digits = { readonly whole: string; readonly fraction: string };

// Doubles keep 15 significant digits; with more, the card would show another number than was typed.
const MAX_DIGITS = 15;
const MAX_VALUE = 1e15;
const NO_BREAK_SPACE = "\u00a0";

const CURRENCY = String.raw`(?:[A-Z]{0,2}\p{Sc}|${Intl.supportedValuesOf("currency").join("|")})`;
const CORE = String.raw`\d[\d.,' ]*\d|\d|\.\d+`;
const SHAPE = new RegExp(
  String.raw`^(?<approx>[~≈]\s?|(?:about|around|approx\.?|ca\.?|roughly)\s)?` +
    String.raw`(?<sign>[-+](?=\S))?(?<front>${CURRENCY}\s?)?(?<inner>[-+](?=\S))?` +
    String.raw`(?<core>${CORE})(?<rest>(?!\d).*)$`,
  "iu",
);
const FRONT_CURRENCY = /^[A-Z]{0,2}\p{Sc}$/u;
const RANGE = new RegExp(String.raw`^(${CORE})(?:\s?-\s?|\sto\s)(${CORE})(\s?\D.*)?$`, "iu");
const MULTIPLIED = /^(?:(?<letter>[kKM])|\s?(?<word>thousand|million))(?![\p{L}\p{N}/])(?<unit>.*)$/iu;
const UNIT = /^[\p{L}%‰°\p{Sc}][\p{L}\p{M}\p{Sc}%‰°²³/'’. -]{0,39}$/u;
const NO_UNIT =
  /^\s?(?:or|and|to|of|out|in|ish|plus|minus|so|maybe|about|times|x|dozen|hundred|lakh|crore|billion|trillion|bn|mn|mio|mrd)(?![\p{L}])|^(?:e|b|t|st|nd|rd|th|am|pm)$/iu;

/** Reads a number as people write it. Never guesses: ambiguous text is refused, with its possible readings. */
export function readNumber(text: string): Result<ReadNumber, NumberRefusal> {
  const plain = plainCharacters(text);
  const range = RANGE.exec(plain);
  if (range !== null)
    return ambiguous(
      text,
      [1, 2].map((end) => `${range[end] ?? ""}${range[3] ?? ""}`),
    );

  const { approx, sign, front = "", inner, core, rest = "" } = SHAPE.exec(plain)?.groups ?? {};
  if (core === undefined || (sign !== undefined && inner !== undefined)) return noNumber(text);
  const minus = (sign ?? inner) === "-" ? "-" : "";
  const bare = `${minus}${front}${core}${rest}`;
  if (approx !== undefined || sign === "+" || inner === "+") return ambiguous(text, [bare]);

  if (/^[1-9]\d{0,2}\.\d{3}$/.test(core)) {
    return ambiguous(
      text,
      [`${core}0`, core.replace(".", "")].map((reading) => `${minus}${front}${reading}${rest}`),
    );
  }
  const digits = readDigits(core);
  if (digits === undefined) return noNumber(text);

  const multiplied = readMultiplied(rest);
  if (multiplied === "ambiguous") {
    const exponentOfLetter = rest.trim().toLowerCase() === "k" ? 3 : 6;
    return ambiguous(
      text,
      [0, exponentOfLetter].map((exponent) => `${front}${toValue(minus, digits, exponent)}`),
    );
  }
  const value = toValue(minus, digits, multiplied.exponent);
  const significant = `${digits.whole}${digits.fraction}`.replace(/^0+|0+$/g, "").length;
  if (significant > MAX_DIGITS || Math.abs(value) > MAX_VALUE) return noNumber(text);

  const trailingUnit = readUnit(multiplied.unit);
  if (trailingUnit === undefined || (front !== "" && trailingUnit !== "")) return noNumber(text);
  const unit = front.trim() || trailingUnit;
  return ok(unit === "" ? { value } : { value, unit });
}

/** Formats a number for people, so that `readNumber` reads it back. */
export function formatNumber(value: number, unit = ""): string {
  const number = formatDigits(value);
  const trimmed = unit.trim();
  if (trimmed === "") return number;
  if (!FRONT_CURRENCY.test(trimmed)) return `${number}${NO_BREAK_SPACE}${trimmed}`;
  return number.startsWith("-") ? `-${trimmed}${number.slice(1)}` : `${trimmed}${number}`;
}

function formatDigits(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.max(
    0,
    Math.min(exponent < 0 ? Math.min(3 - exponent, 12) : 4, MAX_DIGITS - 1 - exponent),
  );
  const number = digitsOf(value, 0, decimals);
  // In much of Europe, 3.125 is three thousand; 3.1250 can't be.
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(number) ? digitsOf(value, 4, 4) : number;
}

function digitsOf(value: number, minimumFractionDigits: number, maximumFractionDigits: number): string {
  const key = `${minimumFractionDigits}-${maximumFractionDigits}`;
  const cached = formats.get(key);
  if (cached) return cached.format(value);
  const created = new Intl.NumberFormat("en-GB", {
    minimumFractionDigits,
    maximumFractionDigits,
    signDisplay: "negative",
  });
  formats.set(key, created);
  return created.format(value);
}

/** Creating a format takes a hundred times as long as using it. There are few: one for each number of decimals. */
const formats = new Map<string, Intl.NumberFormat>();

/** Replaces variants of minus, space, apostrophe and full-width characters with ASCII, and drops direction marks. */
function plainCharacters(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\u2010-\u2013\u2212\ufe63]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s/g, " ")
    .trim();
}

function readDigits(core: string): Digits | undefined {
  if (/^\d+$/.test(core)) return { whole: core, fraction: "" };
  const grouped = /^([1-9]\d{0,2}(?:([,.' ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/.exec(core);
  // One comma and three digits is English grouping. One dot and three digits was refused earlier, as ambiguous.
  if (grouped) return { whole: (grouped[1] ?? "").replace(/\D/g, ""), fraction: grouped[3] ?? "" };
  const decimal = /^(\d*)\.(\d+)$|^(\d+),(\d+)$/.exec(core);
  if (!decimal) return undefined;
  return { whole: decimal[1] ?? decimal[3] ?? "", fraction: decimal[2] ?? decimal[4] ?? "" };
}

/** `12k` and `1.2M` are clear; after a space, or as a lower-case m, the letter may be a unit. */
function readMultiplied(rest: string): { exponent: number; unit: string } | "ambiguous" {
  if (/^(?:m| [kKM])$/.test(rest)) return "ambiguous";
  const { letter, word, unit } = MULTIPLIED.exec(rest)?.groups ?? {};
  if (unit === undefined || letter === "m") return { exponent: 0, unit: rest };
  return {
    exponent: (letter ?? word)?.toLowerCase() === "k" || word?.toLowerCase() === "thousand" ? 3 : 6,
    unit,
  };
}

function readUnit(written: string): string | undefined {
  const unit = written.trim();
  if (unit === "") return "";
  if (NO_UNIT.test(written) || !UNIT.test(unit)) return undefined;
  return /^(?:per ?cent|pct)$/i.test(unit) ? "%" : unit;
}

// Uses decimal text, not multiplication: 1.1M must not become 1100000.0000000001.
const toValue = (minus: string, { whole, fraction }: Digits, exponent: number) =>
  Number(`${minus}${whole}.${fraction}e${exponent}`) + 0;

const noNumber = (text: string) => err({ kind: "no-number" as const, text });

/** Offers only readings that are unambiguous themselves. */
function ambiguous(text: string, readings: readonly string[]): Result<never, NumberRefusal> {
  const clear = readings.flatMap((reading) => {
    const read = readNumber(reading);
    if (read.ok) return [reading];
    return read.error.kind === "ambiguous-number" ? read.error.readings : [];
  });
  return clear.length === 0 ? noNumber(text) : err({ kind: "ambiguous-number", text, readings: clear });
}

/** "4 bets", "1 bet", "1,200 bets" */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatNumber(count)} ${count === 1 ? singular : plural}`;
