import { daysOf, type Quarter, quarterName } from "#domain/calendar/quarter.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { formatDateRange } from "#slack/kit/dates.ts";
import { isolateRightToLeft, clip } from "#slack/kit/text.ts";

const MAX_NAME_LENGTH = 60;

/** "Q4 2026" */
export const quarterWords = ({ number, year }: Quarter): string => `Q${number} ${year}`;

/** "Growth · Q4 2026" */
export const recapTitle = ({ team, quarter, isOver }: Recap): string =>
  `${isolateRightToLeft(clip(team.name, MAX_NAME_LENGTH))} · ${quarterWords(quarter)}${isOver ? "" : " so far"}`;

export const recapDays = ({ days }: Recap): string => formatDateRange(days.from, days.until);

/** How to type a quarter, with the current one as the example. */
export const quarterUsage = (current: Quarter): string =>
  `Type it like /outcomes recap ${quarterName(current)}, /outcomes recap Q${current.number}, or /outcomes recap last.`;

/** "4 bets", "1 bet" */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count} ${count === 1 ? singular : plural}`;

/** Whether the team was set up during the quarter. */
export const wasSetUpDuringQuarter = ({ quarter, days }: Recap): boolean =>
  !days.from.equals(daysOf(quarter).from);
