import type { Button, ModalView } from "@slack/types";
import type { Bet } from "#domain/bets/bet.ts";
import { actions, button, message } from "#slack/kit/blocks.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { betDetails } from "#slack/surfaces/bets/bet-card.ts";
import { shippedButton } from "#slack/surfaces/bets/shipping/shipped-message.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { preMortemButton } from "#slack/surfaces/pre-mortems/pre-mortem-card.ts";
import { settlementId } from "#slack/surfaces/verdicts/settlement-id.ts";
import { verdictButtons } from "#slack/surfaces/verdicts/verdict-message.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";

/** A bet opened from Home: its details, with the buttons that work in a modal. Votes are cast in the channel. */
export function betView(
  facts: BetFacts,
  now: Temporal.Instant,
  more: Parameters<typeof betDetails>[2],
): ModalView {
  const { blocks } = betDetails(facts, now, more);
  const buttons = betButtons(facts.bet);
  return messageModal(
    `Bet #${facts.bet.number}`,
    message(...blocks, buttons.length > 0 && actions(...buttons)),
  );
}

function betButtons(bet: Bet): Button[] {
  const { id, number, state } = bet;
  if (state.kind === "final") return [];
  if (state.kind === "provisional") return verdictButtons(number, settlementId(id, state.round));
  return [
    button("Take a reading", ACTIONS.takeReading, id, {
      accessibility_label: `Take a reading of bet #${number}`,
    }),
    button("Settle", ACTIONS.settleBet, id, { accessibility_label: `Settle bet #${number}` }),
    preMortemButton(bet),
    ...(bet.shippedOn ? [] : [shippedButton(bet)]),
  ];
}
