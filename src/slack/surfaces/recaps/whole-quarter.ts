import type { ModalView } from "@slack/types";
import { quarterName } from "#domain/calendar/quarter.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import {
  actions,
  bold,
  bullets,
  button,
  type Message,
  message,
  type MessageBlock,
  paragraph,
} from "#slack/kit/blocks.ts";
import { modal } from "#slack/kit/form.ts";
import { ACTIONS, VIEWS } from "#slack/surfaces/ids.ts";
import { type RecapSection, recapSections, sectionBlocks } from "./recap-sections.ts";
import { quarterWords, recapDays, recapSentence } from "./recap-words.ts";

/** How much text a page holds, in characters: Slack takes a view of 250 KB, and nobody reads that far. */
const PAGE_LENGTH = 8_000;

/** The whole quarter as one message, from which its Markdown is made. */
export const fullRecapMessage = (recap: Recap): Message =>
  message(...heading(recap), ...recapSections(recap).flatMap(sectionBlocks));

/** The whole quarter for one person, a page at a time. After the last page comes the first. */
export function wholeQuarterView(recap: Recap, page = 0): ModalView {
  const pages = pagesOf(recapSections(recap));
  const shown = page % pages.length;
  const next = (shown + 1) % pages.length;
  const blocks = [
    ...heading(recap),
    ...(pages[shown] ?? []).flatMap(sectionBlocks),
    ...(pages.length > 1 ? [turnPage(recap, next, pages.length)] : []),
  ];
  return modal({
    callbackId: VIEWS.wholeQuarter,
    title: `The whole of ${quarterWords(recap.quarter)}`,
    close: "Close",
    blocks,
  });
}

const turnPage = ({ team, quarter }: Recap, next: number, pages: number): MessageBlock =>
  actions(
    button(
      next === 0 ? "Back to the first page" : `Next page, ${next + 1} of ${pages}`,
      ACTIONS.wholeQuarter,
      `${team.id}/${quarterName(quarter)}/${next}`,
    ),
  );

const heading = (recap: Recap): MessageBlock[] => [
  paragraph([bold(recapSentence(recap))], [`${recapDays(recap)}.`]),
];

/** Fills each page with as many lines as it holds. A section that goes on has its title there again. */
function pagesOf(sections: readonly RecapSection[]): RecapSection[][] {
  const pages: RecapSection[][] = [[]];
  let room = PAGE_LENGTH;
  for (const { title, lines, how } of sections) {
    let page: RecapSection["lines"][number][] = [];
    for (const line of lines) {
      const { length } = message(bullets([line])).text;
      if (length > room) {
        if (page.length > 0) pages.at(-1)?.push({ title, lines: page });
        pages.push([]);
        page = [];
        room = PAGE_LENGTH;
      }
      page.push(line);
      room -= length;
    }
    pages.at(-1)?.push({ title, lines: page, ...(how && { how }) });
  }
  return pages;
}
