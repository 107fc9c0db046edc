import { awaitsShipping, type Bet, currentReviewDate, isReviewDue } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { moveReviewButton, shippedButton } from "#slack/surfaces/bets/shipping/shipped-message.ts";
import { useAsFinalButton } from "#slack/surfaces/sources/proposal-buttons.ts";
import { isProposed, proposalWords } from "#slack/surfaces/sources/source-words.ts";
import { readingWords, termsWords, VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import { formatDay, formatFullDay } from "#slack/kit/dates.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

/** Asks for the final reading, or whether the bet has shipped, in one line. Half a line once the bet is settled or its review has moved. */
export function reviewPrompt({ bet, team, latest, use }: BetFacts, now: Temporal.Instant): Message {
  const number = `Bet #${bet.number}`;
  if (bet.state.kind !== "open") return message(paragraph([bold(`Answered: ${answer(bet)}.`), ` ${number}`]));
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  if (!isReviewDue(bet, today))
    return message(
      paragraph([
        bold(
          `${bet.shippedOn && bet.reviewAfterShipping !== undefined ? `Shipped ${formatDay(bet.shippedOn, today)}, review` : "Review"} moved to ${formatFullDay(currentReviewDate(bet))}.`,
        ),
        ` ${number}`,
      ]),
    );
  if (awaitsShipping(bet)) return notOutYet(bet);
  const terms = bet.amended ?? bet.terms;
  return message(
    paragraph([
      bold(`${number} is up for review.`),
      ` ${isolateRightToLeft(bet.title)}: ${isolateRightToLeft(termsWords(terms))}`,
      ...(latest ? [`, last at ${readingWords(latest, terms, formatDay(latest.takenOn, today))}`] : []),
      ".",
      ...(isProposed(use) ? [` ${proposalWords(use, bet.terms.unit, today)}`] : []),
    ]),
    actions(
      ...(isProposed(use) ? [useAsFinalButton(use, bet, today)] : []),
      button("Enter the final reading", ACTIONS.settleBet, bet.id, {
        accessibility_label: `Settle bet #${bet.number}`,
      }),
    ),
  );
}

/** For a bet whose review counts from shipping: there is nothing to read before it ships. */
const notOutYet = (bet: Bet): Message =>
  message(
    paragraph([
      bold(`Bet #${bet.number}: not out yet?`),
      ` ${isolateRightToLeft(bet.title)} isn't marked as shipped. Move the review, or stop.`,
    ]),
    actions(
      shippedButton(bet, "plain", "It has shipped"),
      moveReviewButton(bet),
      button("Stop", ACTIONS.stopBet, bet.id, { accessibility_label: `Stop bet #${bet.number}` }),
    ),
  );

/** "37 %"; without a reading, what the team said instead. */
function answer({ state, terms }: Bet): string {
  if (state.kind === "open") return "";
  const { reading, verdict } = state.outcome;
  return reading ? formatNumber(reading.value, terms.unit) : VERDICT_SHORT[verdict.kind];
}
