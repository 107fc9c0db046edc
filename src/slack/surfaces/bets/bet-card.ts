import type { Bet } from "#domain/bets/bet.ts";
import { takesVotes } from "#domain/confidence/confidence.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { SourceName } from "#domain/sources/source.ts";
import { progress } from "#domain/verdicts/verdict.ts";
import {
  bold,
  italic,
  type Message,
  type MessageBlock,
  message,
  dateSpan,
  paragraph,
  progressBar,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatDay, formatFullDay, formatInstant } from "#slack/kit/dates.ts";
import { squareInShort } from "#slack/surfaces/retros/retro-words.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { cardBaseRateWords } from "./base-rate-words.ts";
import { confidenceButtons, confidenceLine } from "#slack/surfaces/confidence/confidence-poll.ts";
import { preMortemLine } from "#slack/surfaces/pre-mortems/pre-mortem-card.ts";
import { isDefined } from "#slack/surfaces/sources/source-input.ts";
import { readingsOverTime } from "#slack/surfaces/readings/sparkline.ts";
import { FIRST_BET_HINT } from "#slack/surfaces/teams/hints.ts";
import { cardButtons } from "./card/card-buttons.ts";
import {
  mandateWords,
  openWords,
  readingProgressWords,
  readingWords,
  servesWords,
  termsWords,
  verdictInShort,
} from "./bet-words.ts";

/** In characters. The full text is in the retro that the learning comes from. */
const MAX_CITED_LENGTH = 200;

type Line = Span[] | false | undefined;

/**
 * A bet's card: posted when the bet is placed, then updated in place. What it needs to be voted on shows while it takes
 * votes; the rest stands in its details.
 */
export const betCard = (facts: BetFacts, now: Temporal.Instant): Message =>
  message(
    paragraph(
      titleLine(facts, now),
      isVotedOn(facts, now) && beliefLine(facts),
      progressLine(facts, now),
      amendedLine(facts),
      confidenceLine(facts, now),
      preMortemLine(facts),
      hintLine(facts, now),
    ),
    ...buttonRows(facts, now),
  );

/** All there is to say about a bet, without buttons. */
export const betDetails = (
  facts: BetFacts,
  now: Temporal.Instant,
  { sources, readings }: { readonly sources: readonly SourceName[]; readonly readings: readonly Reading[] },
): Message =>
  message(
    detailsParagraph(facts, now, sources),
    ...readingsOverTime(readings, facts.bet.terms, now.toZonedDateTimeISO(facts.team.timeZone).toPlainDate()),
  );

/** `/bet 12`, for the person who asked. */
export const answerWithDetails = (
  facts: BetFacts,
  now: Temporal.Instant,
  sources: readonly SourceName[],
): Message => message(detailsParagraph(facts, now, sources), ...buttonRows(facts, now));

const detailsParagraph = (
  facts: BetFacts,
  now: Temporal.Instant,
  sources: readonly SourceName[],
): MessageBlock => {
  const { bet, serves, cited } = facts;
  return paragraph(
    titleLine(facts, now),
    beliefLine(facts),
    progressLine(facts, now),
    bet.state.kind === "open" && sourceLine(bet, sources),
    [...(serves ? [`Serves ${isolateRightToLeft(servesWords(serves))} · `] : []), mandateWords(bet.mandate)],
    cited && [`Builds on “${isolateRightToLeft(clip(cited.text, MAX_CITED_LENGTH))}”`],
    bet.shippedOn && bet.state.kind !== "open" && [`Shipped ${formatFullDay(bet.shippedOn)}`],
    bet.guardrail !== undefined && [`Guardrail: ${isolateRightToLeft(bet.guardrail)}`],
    amendedLine(facts),
    bet.state.kind === "open" && [cardBaseRateWords(facts.baseRate)],
    confidenceLine(facts, now),
    preMortemLine(facts),
  );
};

/** "Its number comes from signups-weekly", and what to do if that is gone. */
const sourceLine = ({ source, number }: Bet, sources: readonly SourceName[]): Line => {
  if (source === undefined) return undefined;
  const name = isolateRightToLeft(source);
  return isDefined(sources, source)
    ? [`Its number comes from ${name}`]
    : [
        `Its number came from ${name}, which is not defined any more: /bet edit ${number} chooses another source`,
      ];
};

const buttonRows = (facts: BetFacts, now: Temporal.Instant) => [
  confidenceButtons(facts, now),
  cardButtons(facts, now),
];

const titleLine = (facts: BetFacts, now: Temporal.Instant): Line => {
  const { bet, team } = facts;
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  return [bold(`Bet #${bet.number} · ${isolateRightToLeft(bet.title)}`), " · ", ...stateSpans(facts, today)];
};

const isVotedOn = ({ bet }: BetFacts, now: Temporal.Instant): boolean =>
  takesVotes(bet.confidence, now) && bet.state.kind === "open";

const hintLine = (facts: BetFacts, now: Temporal.Instant): Line =>
  facts.bet.number === 1 && isVotedOn(facts, now) && [FIRST_BET_HINT];

const beliefLine = ({ bet }: BetFacts): Line => bet.belief !== "" && [italic(isolateRightToLeft(bet.belief))];

/** "Activation from 32 % to 40 % · now 34.5 % (8 Dec, before/after) · ▓▓▓░░░░░░░ 31 % of the way" */
function progressLine({ bet, team, latest }: BetFacts, now: Temporal.Instant): Line {
  const terms = isolateRightToLeft(termsWords(bet.terms));
  const final = bet.state.kind === "open" ? undefined : bet.state.outcome.reading;
  const reading = final ?? latest;
  if (!reading) return [terms];
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const words = readingWords(reading, bet.terms, formatDay(reading.takenOn, today));
  return [
    `${terms} · ${final ? "ended at" : "now"} ${words} · `,
    progressBar(progress(bet.terms, reading.value)),
    readingProgressWords(bet.terms, reading.value),
  ];
}

const amendedLine = ({ bet }: BetFacts): Line =>
  bet.amended && [`Amended to: ${isolateRightToLeft(termsWords(bet.amended))} (why stands in the thread)`];

function stateSpans({ bet, team, square }: BetFacts, today: Temporal.PlainDate): Span[] {
  const { state } = bet;
  switch (state.kind) {
    case "open":
      return [openWords(bet, today)];
    case "provisional":
      return [
        `provisional verdict: ${verdictInShort(state.outcome.verdict)}, final `,
        dateSpan(state.finalAt, formatInstant(state.finalAt, team.timeZone)),
        " unless disputed",
      ];
    case "final":
      return [
        `settled: ${verdictInShort(state.outcome.verdict)}`,
        ...(square ? [` · ${squareInShort(square)}`] : []),
      ];
  }
}
