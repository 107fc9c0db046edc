import { daysOf, type Quarter, quarterName } from "#domain/calendar/quarter.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { spanWords } from "#slack/kit/dates.ts";
import { isolateRightToLeft, clip } from "#slack/kit/text.ts";

const LONGEST_NAME = 60;

/** "Q4 2026" */
export const quarterWords = ({ number, year }: Quarter): string => `Q${number} ${year}`;

/** "Growth · Q4 2026" */
export const recapTitle = ({ team, quarter, isOver }: Recap): string =>
  `${isolateRightToLeft(clip(team.name, LONGEST_NAME))} · ${quarterWords(quarter)}${isOver ? "" : " so far"}`;

export const recapDays = ({ days }: Recap): string => spanWords(days.from, days.until);

/** How to type a quarter, with one that there is. */
export const quarterUsage = (today: Quarter): string =>
  `Type it like /outcomes recap ${quarterName(today)}, /outcomes recap Q${today.number}, or /outcomes recap last.`;

/** "4 bets", "1 bet" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const isSetUpIn = ({ quarter, days }: Recap): boolean => !days.from.equals(daysOf(quarter).from);
