import { daysOf, type Quarter, quarterName } from "#domain/calendar/quarter.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { formatDateRange } from "#slack/kit/dates.ts";
import { isolateRightToLeft, clip } from "#slack/kit/text.ts";
import { counted } from "#slack/kit/numbers.ts";

const MAX_NAME_LENGTH = 60;

/** "Q4 2026" */
export const quarterWords = ({ number, year }: Quarter): string => `Q${number} ${year}`;

/** "Growth · Q4 2026" */
const recapTitle = ({ team, quarter, isOver }: Recap): string =>
  `${isolateRightToLeft(clip(team.name, MAX_NAME_LENGTH))} · ${quarterWords(quarter)}${isOver ? "" : " so far"}`;

/** "Growth · Q1 2027: 6 bets placed, 6 settled, 2 hit." */
export function recapSentence(recap: Recap): string {
  const { placed, settled, verdicts, isOver } = recap;
  const yet = isOver ? "" : " yet";
  if (placed + settled.length === 0) return `${recapTitle(recap)}: no bets placed or settled${yet}.`;
  const hits = verdicts.find(({ kind }) => kind === "hit")?.bets ?? 0;
  const outcome =
    settled.length === 0 ? `none settled${yet}` : `${settled.length} settled, ${hits || "none"} hit`;
  return `${recapTitle(recap)}: ${placed === 0 ? "no bets" : counted(placed, "bet")} placed, ${outcome}.`;
}

/** "5 October to 31 December, from the day we began" */
export const recapDays = ({ days, quarter }: Recap): string =>
  `${formatDateRange(days.from, days.until)}${days.from.equals(daysOf(quarter).from) ? "" : ", from the day we began"}`;

/** How to type a quarter, with the current one as the example. */
export const quarterUsage = (current: Quarter): string =>
  `Type it like /outcomes recap ${quarterName(current)}, /outcomes recap Q${current.number}, or /outcomes recap last.`;
