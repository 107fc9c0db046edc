import { areTermsFrozen } from "#domain/amendments/amendment.ts";
import { awaitsShipping, type Bet, isReviewDue } from "#domain/bets/bet.ts";
import { actions, button, type MessageBlock } from "#slack/kit/blocks.ts";
import { menu, type MenuItem } from "#slack/kit/menu.ts";
import { ACTIONS, MENUS } from "#slack/surfaces/ids.ts";
import { shippedButton } from "#slack/surfaces/bets/shipping/shipped-message.ts";
import { preMortemButton } from "#slack/surfaces/pre-mortems/pre-mortem-card.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";

/** What a card asks for now, in at most three buttons, and a menu of the rest. A settled bet asks for nothing. */
export function cardButtons(facts: BetFacts, now: Temporal.Instant): MessageBlock {
  const { bet, team } = facts;
  const details = item("Details", ACTIONS.showDetails, bet);
  if (bet.state.kind !== "open")
    return actions(
      button(details.label, details.actionId, details.value, {
        accessibility_label: `Details of bet #${bet.number}`,
      }),
    );
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const isDue = isReviewDue(bet, today);
  const isToShip = isDue && awaitsShipping(bet);
  const rest = [
    details,
    item("Edit title or belief", ACTIONS.editBet, bet),
    item("Amend the terms", ACTIONS.amendBet, bet),
    ...(isDue && !isToShip && !bet.shippedOn ? [item("Shipped", ACTIONS.shipped, bet)] : []),
    ...(isDue && !isToShip ? [] : [item("Settle or stop", ACTIONS.settleBet, bet)]),
    ...(mayBeDeleted(facts) ? [item("Delete", ACTIONS.deleteBet, bet)] : []),
  ];
  return actions(
    ...(isToShip ? [shippedButton(bet, "primary")] : isDue ? [settleButton(bet)] : []),
    button("Take a reading", ACTIONS.takeReading, bet.id, {
      accessibility_label: `Take a reading of bet #${bet.number}`,
    }),
    preMortemButton(bet),
    ...(isDue || bet.shippedOn ? [] : [shippedButton(bet)]),
    menu(MENUS.more, rest),
  );
}

const settleButton = ({ id, number }: Bet) =>
  button("Settle", ACTIONS.settleBet, id, { style: "primary", accessibility_label: `Settle bet #${number}` });

const item = (label: string, actionId: string, { id }: Bet): MenuItem => ({ label, actionId, value: id });

/** As far as the card shows. The rest is found when somebody asks for it. */
const mayBeDeleted = ({ bet, latest, written = 0 }: BetFacts): boolean =>
  !areTermsFrozen(bet) && latest === undefined && written === 0;
