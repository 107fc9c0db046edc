import { amendedVerdict } from "#domain/amendments/amendment.ts";
import { expectationOf, type Surprising } from "#domain/confidence/surprise.ts";
import { highlights } from "#domain/recaps/highlights.ts";
import { isEmpty, type Recap } from "#domain/recaps/recap.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";
import { realisedWords, VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import { forecastWords } from "#slack/surfaces/confidence/confidence-words.ts";
import {
  bold,
  bullets,
  italic,
  type Message,
  message,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { fitMessage } from "#slack/kit/fit-message.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { bestLearningLine } from "./recap-lines.ts";
import { changeWords } from "./change-words.ts";
import { recapSentence } from "./recap-words.ts";

const MAX_TITLE = 60;

/** The quarter on one screen. `more` goes below it: the buttons, of which one leads to everything else. */
export const recapMessage = (recap: Recap, ...more: readonly MessageBlock[]): Message =>
  isEmpty(recap) ? emptyRecap(recap) : fitMessage((maxLines) => shortRecap(recap, maxLines, more));

const emptyRecap = (recap: Recap): Message =>
  message(
    paragraph([
      bold(recapSentence(recap)),
      " A quarter with a bet in it gets a recap in the channel, with the first digest after it.",
    ]),
  );

function shortRecap(recap: Recap, maxLines: number, more: readonly MessageBlock[]): Message {
  const { bets, moreBets, learnings } = highlights(recap, maxLines);
  return message(
    paragraph([bold(recapSentence(recap))]),
    bets.length > 0 &&
      bullets([...bets.map(shortBetLine), ...(moreBets > 0 ? [[`and ${moreBets} more`]] : [])]),
    ...(learnings.length > 0
      ? [paragraph([bold("What we learned")]), bullets(learnings.map(bestLearningLine))]
      : []),
    recap.change && paragraph([bold("One thing to change")], [changeWords(recap.change, recap)]),
    ...more,
  );
}

/** "#7 Tips on empty pages: hit (4.2 of 4 points). Our biggest surprise: we gave it 10 %." */
function shortBetLine(bet: Surprising): Span[] {
  const surprise = surpriseWords(bet);
  return [
    `#${bet.number} `,
    italic(isolateRightToLeft(clip(bet.title, MAX_TITLE))),
    `: ${outcomeWords(bet)}.${surprise === undefined ? "" : ` ${surprise}.`}`,
  ];
}

/** "part-way (4.4 of 8 points; hit as amended)" */
function outcomeWords(bet: Surprising): string {
  const { verdict, reading } = bet.state.outcome;
  const amended = amendedVerdict(bet);
  const facts = [
    ...(isComputed(verdict) && reading ? [isolateRightToLeft(realisedWords(bet.terms, reading.value))] : []),
    ...(amended && amended.kind !== verdict.kind ? [`${VERDICT_SHORT[amended.kind]} as amended`] : []),
  ];
  return `${VERDICT_SHORT[verdict.kind]}${facts.length > 0 ? ` (${facts.join("; ")})` : ""}`;
}

const EXPECTATION_WORDS = { surprise: "A surprise: ", expected: "As expected: ", even: "" } as const;

function surpriseWords(bet: Surprising): string | undefined {
  const forecast = forecastWords(bet.confidence);
  const expectation = expectationOf(bet);
  if (forecast === undefined || expectation === undefined) return undefined;
  if (bet.surprised === "us-most") return `Our biggest surprise: ${forecast}`;
  const words = `${EXPECTATION_WORDS[expectation]}${forecast}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
