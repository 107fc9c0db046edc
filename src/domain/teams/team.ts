import { fold } from "#domain/text/case-folding.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { nextWeekly, type Weekday } from "#domain/calendar/schedule.ts";

/** What a team sets for itself. */
export type TeamSettings = {
  readonly name: string;
  /** An IANA time zone. */
  readonly timeZone: string;
  readonly digestDay: Weekday;
  readonly digestTime: Temporal.PlainTime;
  /** From how many responses on anonymous answers show. */
  readonly anonymityThreshold: number;
  /** Whether a pulse follows its retros. */
  readonly asksPulse: boolean;
};

/** The people of one Slack channel. */
export type Team = TeamSettings & {
  readonly id: string;
  readonly workspace: string;
  readonly channel: string;
  readonly createdAt: Temporal.Instant;
  readonly nextDigestAt: Temporal.Instant;
  /** The time zone that the team had chosen, when this runtime does not know it: UTC stands in for it. */
  readonly lostTimeZone?: string;
};

const SMALLEST_THRESHOLD = 3;
/** Why nothing is said to a team whose time zone is lost: every date in it would be another. */
export const TIME_ZONE_LOST = "time_zone_lost";

const DEFAULT_THRESHOLD = 5;
const SMALL_TEAM = 8;

/** Five, or three for teams under eight people. */
export const defaultThreshold = (members: number): number =>
  members < SMALL_TEAM ? SMALLEST_THRESHOLD : DEFAULT_THRESHOLD;

export type SettingsRefusal =
  | { readonly kind: "threshold-too-small"; readonly smallest: number }
  | { readonly kind: "unknown-time-zone"; readonly timeZone: string };

export function checkSettings(settings: TeamSettings): Result<TeamSettings, SettingsRefusal> {
  if (settings.anonymityThreshold < SMALLEST_THRESHOLD)
    return err({ kind: "threshold-too-small", smallest: SMALLEST_THRESHOLD });
  if (!isTimeZone(settings.timeZone)) return err({ kind: "unknown-time-zone", timeZone: settings.timeZone });
  return ok(settings);
}

/** When the next digest is due by these settings, after a moment. */
export const nextDigest = (settings: TeamSettings, after: Temporal.Instant): Temporal.Instant =>
  nextWeekly(after, { timeZone: settings.timeZone, day: settings.digestDay, time: settings.digestTime });

export function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Whether somebody typed the name of this team, in whatever case. */
export const isNameOf = ({ name }: Pick<Team, "name">, typed: string): boolean =>
  fold(typed.trim()) === fold(name.trim());
