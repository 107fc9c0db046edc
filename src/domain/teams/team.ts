import { fold } from "#domain/text/case-folding.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Chosen } from "#domain/bets/mandate.ts";
import { nextWeekly, type Weekday } from "#domain/calendar/schedule.ts";

/** The settings a team chooses. */
export type TeamSettings = {
  readonly name: string;
  /** An IANA time zone. */
  readonly timeZone: string;
  readonly digestDay: Weekday;
  readonly digestTime: Temporal.PlainTime;
  /** How many people must answer before anonymous answers show. */
  readonly anonymityThreshold: number;
  /** Whether pulses follow its retros. */
  readonly asksPulse: boolean;
  /** Who chooses its bets as a rule. */
  readonly defaultChosen: Chosen;
  /** Whether the digest of a week without news is posted as one line, rather than not at all. */
  readonly postsQuietWeeks: boolean;
};

/** The people of one Slack channel. */
export type Team = TeamSettings & {
  readonly id: string;
  readonly workspace: string;
  readonly channel: string;
  readonly createdAt: Temporal.Instant;
  readonly nextDigestAt: Temporal.Instant;
  /** The time zone the team chose, if this runtime does not know it; UTC is used instead. */
  readonly lostTimeZone?: string;
};

const MIN_THRESHOLD = 3;
/** The reason why messages are paused for a team with a lost time zone: every date in them could be wrong. */
export const TIME_ZONE_LOST = "time_zone_lost";

const DEFAULT_THRESHOLD = 5;
const SMALL_TEAM = 8;

/** Five, or three for teams of fewer than eight people. */
export const defaultThreshold = (members: number): number =>
  members < SMALL_TEAM ? MIN_THRESHOLD : DEFAULT_THRESHOLD;

export type SettingsRefusal =
  | { readonly kind: "threshold-too-small"; readonly smallest: number }
  | { readonly kind: "unknown-time-zone"; readonly timeZone: string };

export function checkSettings(settings: TeamSettings): Result<TeamSettings, SettingsRefusal> {
  if (settings.anonymityThreshold < MIN_THRESHOLD)
    return err({ kind: "threshold-too-small", smallest: MIN_THRESHOLD });
  if (!isTimeZone(settings.timeZone)) return err({ kind: "unknown-time-zone", timeZone: settings.timeZone });
  return ok(settings);
}

/** When the next digest after a moment is due. */
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

/** Whether the typed text is this team's name, ignoring case and accents. */
export const isNameOf = ({ name }: Pick<Team, "name">, typed: string): boolean =>
  fold(typed.trim()) === fold(name.trim());
