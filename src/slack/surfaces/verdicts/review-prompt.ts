import { type Bet, currentReviewDate } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { readingWords, termsWords, VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import { formatDay, formatFullDay } from "#slack/kit/dates.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

/** Asks for the final reading, in one line. Half a line once the bet is settled or its review has moved. */
export function reviewPrompt({ bet, team, latest }: BetFacts, now: Temporal.Instant): Message {
  const number = `Bet #${bet.number}`;
  if (bet.state.kind !== "open") return message(paragraph([bold(`Answered: ${answer(bet)}.`), ` ${number}`]));
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(currentReviewDate(bet), today) > 0)
    return message(
      paragraph([bold(`Review moved to ${formatFullDay(currentReviewDate(bet))}.`), ` ${number}`]),
    );
  const terms = bet.amended ?? bet.terms;
  return message(
    paragraph([
      bold(`${number} is up for review.`),
      ` ${isolateRightToLeft(bet.title)}: ${isolateRightToLeft(termsWords(terms))}`,
      ...(latest ? [`, last at ${readingWords(latest, terms, formatDay(latest.takenOn, today))}`] : []),
      ".",
    ]),
    actions(
      button("Enter the final reading", ACTIONS.settleBet, bet.id, {
        accessibility_label: `Settle bet #${bet.number}`,
      }),
    ),
  );
}

/** "37 %"; without a reading, what the team said instead. */
function answer({ state, terms }: Bet): string {
  if (state.kind === "open") return "";
  const { reading, verdict } = state.outcome;
  return reading ? formatNumber(reading.value, terms.unit) : VERDICT_SHORT[verdict.kind];
}
