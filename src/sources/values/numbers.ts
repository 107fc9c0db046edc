import type { SourceRefusal } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import { refuse } from "./refusals.ts";

/** A finite number of JSON. Text, `null`, `true` and objects are refused, also where JavaScript would make a number of them. */
export function finiteNumber(value: unknown): Result<number, SourceRefusal> {
  if (value === null) return refuse("not-a-number", "the value is null");
  if (Array.isArray(value)) return refuse("not-a-number", "the value is a list");
  if (typeof value !== "number") return refuse("not-a-number", `the value is of type ${typeof value}`);
  return Number.isFinite(value)
    ? ok(value)
    : refuse("not-a-number", "the value is infinite or not a number at all");
}

const DECIMAL = {
  ".": /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  ",": /^[+-]?(?:\d+,?\d*|,\d+)$/,
} as const;

/** A number written in digits. A thousands separator is refused: which sign it is can't be known. */
export function writtenNumber(
  text: string,
  decimal: keyof typeof DECIMAL = ".",
): Result<number, SourceRefusal> {
  const trimmed = text.trim();
  if (trimmed === "") return refuse("not-a-number", "the value is empty");
  if (!DECIMAL[decimal].test(trimmed))
    return refuse("not-a-number", `the value is not written in digits with "${decimal}" before the decimals`);
  return finiteNumber(Number(trimmed.replace(",", ".")));
}

/** As `writtenNumber`, but refuses a whole number that a double would change, such as a large `bigint`. */
export function exactNumber(text: string): Result<number, SourceRefusal> {
  const read = writtenNumber(text);
  if (read.ok && /^-?\d+$/.test(text) && BigInt(text) !== BigInt(read.value))
    return refuse("not-a-number", "the value has more digits than a double holds");
  return read;
}

/** Drops the noise of a multiplication: 28.499999999999996 is 28.5. */
export const withoutNoise = (value: number): number => Number(value.toPrecision(12));
