import { currentReviewDate } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { useItButton } from "#slack/surfaces/sources/proposal-buttons.ts";
import { isProposed, proposalWords } from "#slack/surfaces/sources/source-words.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";

/** In the bet's thread, halfway to its review. Half a line once there is a reading or a verdict. */
export function noReadingMessage({ bet, team, latest, use }: BetFacts, now: Temporal.Instant): Message {
  const { id, number, state } = bet;
  if (state.kind !== "open") return message(paragraph([`Bet #${number} is settled.`]));
  if (latest) return message(paragraph([`Bet #${number} has a reading.`]));
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  return message(
    paragraph([
      bold("No reading yet."),
      ` Bet #${number} is halfway to its review on ${formatDay(currentReviewDate(bet), today)}.`,
      ...(isProposed(use) ? [` ${proposalWords(use, bet.terms.unit, today)}`] : []),
    ]),
    actions(
      ...(isProposed(use) ? [useItButton(use, bet)] : []),
      button(isProposed(use) ? "Enter another" : "Take a reading", ACTIONS.takeReading, id, {
        accessibility_label: `Take a reading of bet #${number}`,
      }),
    ),
  );
}
