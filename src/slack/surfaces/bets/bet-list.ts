import { type Bet, currentReviewDate } from "#domain/bets/bet.ts";
import type { BetList } from "#domain/bets/bet-list.ts";
import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { type BetPage, MOST_COUNTED } from "#usecases/bets/list-bets.ts";
import { openWords, termsWords, verdictInShort } from "./bet-words.ts";

const HEADINGS: Readonly<Record<BetList, string>> = {
  open: "Our open bets, the next review first",
  due: "Our bets that wait for us",
  settled: "Our settled bets, the newest verdict first",
  all: "All our bets, the newest first",
};

const EMPTY: Readonly<Record<BetList, string>> = {
  open: "No bet of ours is open. /bet places one, /bet list settled shows how the others came out.",
  due: "Nothing waits for us: no review date has come, and no verdict is to be confirmed. /bet list shows what is open.",
  settled: "No bet of ours is settled yet. /bet list shows what is open, /bet list due what waits for us.",
  all: "We have placed no bet yet. /bet places the first.",
};

/** `/bet list`, one line per bet. */
export const betList = (page: BetPage, which: BetList, today: Temporal.PlainDate): Message =>
  page.total === 0 ? message(paragraph([EMPTY[which]])) : listMessage(HEADINGS[which], page, today);

function listMessage(heading: string, { bets, total }: BetPage, today: Temporal.PlainDate): Message {
  const { shown, more } = firstLines(bets, (bet) => betLine(bet, today), { total });
  return message(
    paragraph([bold(heading)]),
    bullets(shown.map(({ line }) => line)),
    more > 0
      ? paragraph([
          `and ${more}${total > MOST_COUNTED ? "+" : ""} more. /bet search finds the others by their words, /bet ${bets[0]?.number} shows one bet by its number.`,
        ])
      : paragraph([`/bet ${bets[0]?.number} shows one bet by its number.`]),
  );
}

/** "#12 Checklist · Activation from 32 % to 40 % · open, review on Fri 15 Jan" */
export const betLine = (bet: Bet, today: Temporal.PlainDate): Span[] => [
  bold(`#${bet.number} ${isolateRightToLeft(bet.title)}`),
  ` · ${isolateRightToLeft(termsWords(bet.terms))} · ${stateWords(bet, today)}`,
];

function stateWords(bet: Bet, today: Temporal.PlainDate): string {
  const { state } = bet;
  if (state.kind === "open") return openWords(bet, today);
  const verdict = `${state.kind === "final" ? "settled" : "provisional verdict"}: ${verdictInShort(state.outcome.verdict)}`;
  return `${verdict} · review date ${formatDay(currentReviewDate(bet), today)}`;
}
