import { currentReviewDate } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";

/** In the bet's thread, halfway to its review. Half a line once there is a reading or a verdict. */
export function noReadingMessage({ bet, team, latest }: BetFacts, now: Temporal.Instant): Message {
  const { id, number, state } = bet;
  if (state.kind !== "open") return message(paragraph([`Bet #${number} is settled.`]));
  if (latest) return message(paragraph([`Bet #${number} has a reading.`]));
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  return message(
    paragraph([
      bold("No reading yet."),
      ` Bet #${number} is halfway to its review on ${formatDay(currentReviewDate(bet), today)}.`,
    ]),
    actions(
      button("Take a reading", ACTIONS.takeReading, id, {
        accessibility_label: `Take a reading of bet #${number}`,
      }),
    ),
  );
}
