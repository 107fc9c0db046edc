import {
  actions,
  bold,
  button,
  italic,
  type Message,
  message,
  dateSpan,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { formatDay, formatInstant } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { squareInShort } from "#slack/surfaces/retros/retro-words.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { cardBaseRateWords } from "./base-rate-words.ts";
import { confidenceButtons, confidenceLine } from "#slack/surfaces/confidence/confidence-poll.ts";
import { preMortemButton, preMortemLine } from "#slack/surfaces/pre-mortems/pre-mortem-card.ts";
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

/** A bet's card: posted when the bet is placed, then updated in place. */
export function betCard(facts: BetFacts, now: Temporal.Instant): Message {
  const { bet, serves, cited } = facts;
  const today = now.toZonedDateTimeISO(facts.team.timeZone).toPlainDate();
  return message(
    paragraph(
      [bold(`Bet #${bet.number} · ${isolateRightToLeft(bet.title)}`), " · ", ...stateSpans(facts, today)],
      bet.belief !== "" && [italic(isolateRightToLeft(bet.belief))],
      [isolateRightToLeft(termsWords(bet.terms)), ...readingSpans(facts, today)],
      [
        ...(serves ? [`Serves ${isolateRightToLeft(servesWords(serves))} · `] : []),
        mandateWords(bet.mandate),
      ],
      cited && [`Builds on “${isolateRightToLeft(clip(cited.text, MAX_CITED_LENGTH))}”`],
      bet.guardrail !== undefined && [`Guardrail: ${isolateRightToLeft(bet.guardrail)}`],
      bet.amended && [
        `Amended to: ${isolateRightToLeft(termsWords(bet.amended))} (why stands in the thread)`,
      ],
      bet.state.kind === "open" && [cardBaseRateWords(facts.baseRate)],
      confidenceLine(facts, now),
      preMortemLine(facts),
    ),
    confidenceButtons(facts, now),
    bet.state.kind === "open" &&
      actions(
        button("Take a reading", ACTIONS.takeReading, bet.id, {
          accessibility_label: `Take a reading of bet #${bet.number}`,
        }),
        button("Settle", ACTIONS.settleBet, bet.id, { accessibility_label: `Settle bet #${bet.number}` }),
        button("Amend", ACTIONS.amendBet, bet.id, {
          accessibility_label: `Amend the terms of bet #${bet.number}`,
        }),
        preMortemButton(bet),
      ),
  );
}

/** The latest reading, or the final one once the bet is settled. */
function readingSpans({ bet, latest }: BetFacts, today: Temporal.PlainDate): Span[] {
  const final = bet.state.kind === "open" ? undefined : bet.state.outcome.reading;
  const reading = final ?? latest;
  if (!reading) return [];
  const words = readingWords(reading, bet.terms, formatDay(reading.takenOn, today));
  return [` · ${final ? "ended at" : "now"} ${words} · ${readingProgressWords(bet.terms, reading.value)}`];
}

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
