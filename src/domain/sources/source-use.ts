import { addWorkingDays, atWallClock, workingDayFrom } from "#domain/calendar/schedule.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { Result } from "#domain/result.ts";
import type { SourceRefusal, SourceValue } from "./source.ts";

/** What a source can measure. */
export type MeasuredKind = "bet" | "key-result";

/** Identifies a bet or a key result whose number comes from a source. */
export type Measured = {
  readonly workspace: string;
  readonly kind: MeasuredKind;
  /** Its id. */
  readonly subject: string;
};

/** How a bet or a key result uses a source: when it is fetched next, and what came of it so far. */
export type SourceUse = Measured & {
  readonly team: string;
  /** The source's name. */
  readonly source: string;
  readonly nextFetchAt: Temporal.Instant;
  readonly proposal?: Proposal;
  /** While the source gives no number. */
  readonly failure?: SourceFailure;
};

/** The latest number that a source gave, for people to confirm. A newer one replaces it. */
export type Proposal = SourceValue & {
  /** Of this number on this day. A reading that confirms it has the same id, so that it is taken once. */
  readonly id: string;
  readonly day: Temporal.PlainDate;
};

/** A source's failure. Days are the team's working days on which it was asked. */
export type SourceFailure = {
  readonly kind: SourceRefusal["kind"];
  readonly since: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly days: number;
};

/** Sources are fetched from eight o'clock, spread over two hours: before the channel is asked for anything, at ten. */
const FIRST_FETCH = Temporal.PlainTime.from("08:00");
const SPREAD_MINUTES = 120;
/** What was missed is made up for until then. */
const LAST_FETCH = Temporal.PlainTime.from("18:00");

/** A failure is said once it has lasted this many working days. */
const DAYS_UNTIL_SAID = 3;
/** From this many failed days on, a source is asked less often. */
const DAYS_UNTIL_RARELY = 6;

/** When a source is first fetched: at its time today, or on the next working day. */
export function firstFetch(subject: string, timeZone: string, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const next = atWallClock(workingDayFrom(today), fetchTime(subject), timeZone);
  return Temporal.Instant.compare(next, now) > 0 ? next : fetchAfter(today, 1, subject, timeZone);
}

/** When it is fetched again after today: on the next working day, and less often the longer it fails. */
export function nextFetch(
  { subject, failure }: Pick<SourceUse, "subject" | "failure">,
  timeZone: string,
  now: Temporal.Instant,
): Temporal.Instant {
  const failed = failure?.days ?? 0;
  const wait = failed < DAYS_UNTIL_SAID ? 1 : failed < DAYS_UNTIL_RARELY ? 2 : 5;
  return fetchAfter(now.toZonedDateTimeISO(timeZone).toPlainDate(), wait, subject, timeZone);
}

const fetchAfter = (
  day: Temporal.PlainDate,
  workingDays: number,
  subject: string,
  timeZone: string,
): Temporal.Instant => atWallClock(addWorkingDays(day, workingDays), fetchTime(subject), timeZone);

/** Whether sources are fetched at this time: in the team's working hours. */
export function isFetchTime(timeZone: string, now: Temporal.Instant): boolean {
  const local = now.toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime();
  return (
    workingDayFrom(local.toPlainDate()).equals(local.toPlainDate()) &&
    Temporal.PlainTime.compare(time, FIRST_FETCH) >= 0 &&
    Temporal.PlainTime.compare(time, LAST_FETCH) < 0
  );
}

/** A time of day that is always the same for one id, and different for most ids. */
const fetchTime = (id: string): Temporal.PlainTime => FIRST_FETCH.add({ minutes: hash(id) % SPREAD_MINUTES });

/** FNV-1a, 32 bits. */
const hash = (text: string): number =>
  Array.from(text, (char) => char.codePointAt(0) ?? 0).reduce(
    (sum, code) => Math.imul(sum ^ code, 0x01000193) >>> 0,
    0x811c9dc5,
  );

/** Larger numbers can't be typed into a form either. */
const MAX_VALUE = 1e15;

/** What a fetch on `today` makes of a use. `id` is the id of a new proposal. */
export function afterFetch(
  use: SourceUse,
  fetched: Result<SourceValue, SourceRefusal>,
  { today, id }: { readonly today: Temporal.PlainDate; readonly id: string },
): SourceUse {
  const { failure, proposal, ...rest } = use;
  if (!fetched.ok || !(Math.abs(fetched.value.value) <= MAX_VALUE)) {
    const kind = fetched.ok ? "not-a-number" : fetched.error.kind;
    return { ...rest, ...(proposal && { proposal }), failure: failedOn(failure, kind, today) };
  }
  if (proposal?.day.equals(today) && isSameValue(proposal, fetched.value)) return { ...rest, proposal };
  return { ...rest, proposal: { ...fetched.value, id, day: today } };
}

/** A second failure on one day doesn't count twice. */
function failedOn(
  failure: SourceFailure | undefined,
  kind: SourceFailure["kind"],
  today: Temporal.PlainDate,
): SourceFailure {
  if (!failure) return { kind, since: today, last: today, days: 1 };
  return { ...failure, kind, last: today, days: failure.days + (failure.last.equals(today) ? 0 : 1) };
}

const isSameValue = (a: SourceValue, b: SourceValue): boolean =>
  a.value === b.value &&
  a.evidence === b.evidence &&
  a.significant === b.significant &&
  a.interval?.from === b.interval?.from &&
  a.interval?.to === b.interval?.to;

/** Whether a source has failed so long that the team is told. */
export const isFailing = (use: SourceUse): use is SourceUse & { readonly failure: SourceFailure } =>
  (use.failure?.days ?? 0) >= DAYS_UNTIL_SAID;

/** Whether this fetch is the one with which the failure has lasted long enough to be said. */
export const startsFailing = (before: SourceUse, after: SourceUse): boolean =>
  isFailing(after) && !isFailing(before);

/** A proposed number as a reading. Without evidence from its source, it is a comparison of before and after. */
export const readingOf = ({ value, day, evidence, significant }: Proposal, note: string): Reading => ({
  value,
  takenOn: day,
  evidence: evidence ?? "before-after",
  ...(significant !== undefined && { significant }),
  note,
});
