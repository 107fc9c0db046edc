import { createHash } from "node:crypto";
import { personTraces, withoutTraces } from "#domain/exports/person-traces.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { readNumber } from "#slack/kit/numbers.ts";

/** Which character stands before the decimals. Without it a number that could be either is refused. */
export type Decimal = "comma" | "point";

/** Why a cell is refused, as the end of a sentence about it. */
type Read<Value> = Result<Value, string>;

export function numberIn(cell: string, decimal?: Decimal): Read<{ value: number; unit: string }> {
  const read = readNumber(decimal ? unambiguous(cell, decimal) : cell);
  if (read.ok) return ok({ value: read.value.value, unit: read.value.unit ?? "" });
  return err(
    read.error.kind === "ambiguous-number"
      ? `could be ${read.error.readings.join(" or ")}: say which with --decimal comma or --decimal point`
      : "is no number that can be kept, such as 34.5 (at most 15 digits)",
  );
}

/** With the decimals after a point, and none of the characters between thousands. */
function unambiguous(cell: string, decimal: Decimal): string {
  const [between, before] = decimal === "comma" ? [".", ","] : [",", "."];
  const plain = cell.replaceAll(between, "").replace(before, ".");
  // Three decimals would look like thousands.
  return plain.replace(/(\d\.\d{3})(?!\d)/, "$10");
}

export function dayIn(cell: string): Read<Temporal.PlainDate> {
  const text = cell.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const parts = iso ? iso.slice(1, 4) : dotted?.slice(1, 4).toReversed();
  if (parts) {
    const [year = 0, month = 0, day = 0] = parts.map(Number);
    try {
      return ok(Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" }));
    } catch {
      return err("is no day that there is");
    }
  }
  return err("is no day such as 2026-12-31 or 31.12.2026");
}

/** A time in UTC: 2026-12-31T09:00:00Z, 2026-12-31 09:00:5, or a day. */
export function instantIn(cell: string): Read<Temporal.Instant> {
  const text = cell.trim();
  const day = dayIn(text);
  if (!day.ok) return day;
  const time = /^\S{8,10}[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?(?:Z|[+]00:00)?$/.exec(text);
  if (!time && /[T ]/.test(text)) return err("is no time in UTC such as 2026-12-31 09:00:00");
  const [hour = 0, minute = 0, second = 0] = (time?.slice(1, 4) ?? []).map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return err("is no time that there is");
  return ok(day.value.toZonedDateTime({ timeZone: "UTC", plainTime: { hour, minute, second } }).toInstant());
}

export type TextRules = { readonly max: number; readonly redact: boolean };

/** A text that can be kept and names nobody, as far as its words show. */
export function textIn(cell: string, { max, redact }: TextRules): Read<string> {
  // A spreadsheet's guard against formulas, which exports of ours have too.
  const text = cell.replace(/^'(?=[=+\-@\t\r])/, "").trim();
  if (text.includes("\0")) return err("has a NUL character");
  if (!text.isWellFormed()) return err("has half a character (a lone surrogate)");
  if (text.length > max) return err(`is longer than ${max} characters`);
  const traces = personTraces(text);
  if (traces.length === 0) return ok(text);
  if (redact) return ok(withoutTraces(text, traces).slice(0, max));
  return err("names a person, by an address, a mention or an id. Write what the team did, or use --redact");
}

/** The same id for the same thing in a file, so that importing it again adds nothing. */
export const idOf = (...parts: readonly string[]): string =>
  `import-${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22)}`;
