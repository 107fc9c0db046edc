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

/** Reads "2026-Q4", "Q4 2026", "Q4" (the latest one to have begun), "last", or "this" or nothing (the current one). */
export function readQuarter(typed: string, date: Temporal.PlainDate): Result<Quarter, QuarterRefusal> {
  const current = quarterOn(date);
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "this") return ok(current);
  if (text === "last") return ok(quarterBefore(current));
  const groups =
    /^(?:(?<year>\d{4})[\s/-]*)?q\s?(?<number>\d)(?:[\s/-]*(?<after>\d{4}))?$/.exec(text)?.groups ?? {};
  const number = Number(groups["number"]);
  const years = [groups["year"], groups["after"]].filter((year) => year !== undefined);
  if (!isQuarterNumber(number) || years.length > 1 || Number(years[0] ?? current.year) === 0)
    return err({ kind: "no-quarter", typed, today: current });
  const latestYear = number <= current.number ? current.year : current.year - 1;
  const quarter: Quarter = { year: Number(years[0] ?? latestYear), number };
  return quarterName(quarter) > quarterName(current)
    ? err({ kind: "quarter-ahead", quarter, today: current })
    : ok(quarter);
}
