import type { Button } from "@slack/types";
import { type Bet, currentReviewDate } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { Shipped } from "#usecases/bets/ship-bet.ts";

/** Marks a bet as shipped today, in one tap. */
export const shippedButton = (
  { id, number }: Bet,
  style: "plain" | "primary" = "plain",
  label = "Shipped",
): Button =>
  button(label, ACTIONS.shipped, id, {
    ...(style === "primary" && { style }),
    accessibility_label: `Bet #${number} has shipped`,
  });

/** Opens the form in which the review date is changed. */
export const moveReviewButton = ({ id, number }: Bet): Button =>
  button("Move the review", ACTIONS.amendBet, id, {
    accessibility_label: `Move the review of bet #${number}`,
  });

/** The answer to marking a bet as shipped, for the person who did. */
export function shippedMessage({ bet, before }: Shipped): Message {
  const { number, shippedOn } = bet;
  if (!shippedOn) return message();
  return message(
    paragraph([
      bold(`Bet #${number} shipped on ${formatFullDay(shippedOn)}.`),
      ...reviewSpans(bet),
      ` For another day, type /bet ship ${number} yesterday, or a date such as 3 Nov.`,
    ]),
    actions(
      button("Undo", ACTIONS.undoShipped, undoValue(bet.id, shippedOn, before), {
        accessibility_label: `Undo: bet #${number} has not shipped on this day`,
      }),
    ),
  );
}

/** In place of that answer. */
export const unshippedMessage = ({ bet }: Shipped): Message =>
  message(
    paragraph([
      bold(
        bet.shippedOn
          ? `Bet #${bet.number} shipped on ${formatFullDay(bet.shippedOn)}, as it was before.`
          : `Bet #${bet.number} is no longer marked as shipped.`,
      ),
      ...(bet.reviewAfterShipping === undefined
        ? []
        : [` Its review is on ${formatFullDay(currentReviewDate(bet))}.`]),
    ]),
  );

const reviewSpans = (bet: Bet): string[] =>
  bet.reviewAfterShipping === undefined
    ? []
    : [` Its review is on ${formatFullDay(currentReviewDate(bet))}, as it counts from shipping.`];

/** "<bet>/<day>/<day before it was corrected, or nothing>" */
const undoValue = (bet: string, on: Temporal.PlainDate, before: Temporal.PlainDate | undefined): string =>
  [bet, on.toString(), before?.toString() ?? ""].join("/");
