import {
  isQuarterNumber,
  type Quarter,
  quarterBefore,
  quarterName,
  quarterOn,
} from "#domain/calendar/quarter.ts";
import { err, ok, type Result } from "#domain/result.ts";

export type QuarterRefusal =
  | { readonly kind: "no-quarter"; readonly typed: string; readonly today: Quarter }
  | { readonly kind: "quarter-ahead"; readonly quarter: Quarter; readonly today: Quarter };

/** "2026-Q4", "Q4 2026", "Q4" for the last one that has begun, "last", or nothing for the one that we are in. */
export function readQuarter(typed: string, date: Temporal.PlainDate): Result<Quarter, QuarterRefusal> {
  const today = quarterOn(date);
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "this") return ok(today);
  if (text === "last") return ok(quarterBefore(today));
  const found =
    /^(?:(?<year>\d{4})[\s/-]*)?q\s?(?<number>\d)(?:[\s/-]*(?<after>\d{4}))?$/.exec(text)?.groups ?? {};
  const number = Number(found["number"]);
  const years = [found["year"], found["after"]].filter((year) => year !== undefined);
  if (!isQuarterNumber(number) || years.length > 1 || Number(years[0] ?? today.year) === 0)
    return err({ kind: "no-quarter", typed, today });
  const begun = number <= today.number ? today.year : today.year - 1;
  const quarter: Quarter = { year: Number(years[0] ?? begun), number };
  return quarterName(quarter) > quarterName(today)
    ? err({ kind: "quarter-ahead", quarter, today })
    : ok(quarter);
}
