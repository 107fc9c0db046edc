import type { WebClient } from "@slack/web-api";
import type { Bet } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";

/** The answer to placing a bet, for the person who did. */
const placedMessage = ({ id, number }: Bet): Message =>
  message(
    paragraph([
      bold(`Bet #${number} is placed.`),
      ` You can undo it for ten minutes. /bet edit ${number} mends a typo.`,
    ]),
    actions(button("Undo", ACTIONS.undoBet, id, { accessibility_label: `Undo: take bet #${number} back` })),
  );

/** Answers the person who placed a bet. A form has nowhere else to answer, and the bet is placed without it, too. */
export async function tellPlaced(
  { log }: Pick<SurfaceDeps, "log">,
  client: WebClient,
  where: { readonly channel: string; readonly user: string },
  bet: Bet,
): Promise<void> {
  try {
    await client.chat.postEphemeral({ ...where, ...placedMessage(bet) });
  } catch (fault) {
    log.info({ reason: callFailure(fault).reason }, "somebody could not be told that their bet is placed");
  }
}

/** In place of that answer. */
export const undoneMessage = ({ number, title }: Bet): Message =>
  message(paragraph([bold(`Bet #${number} was taken back.`), ` It was: ${isolateRightToLeft(title)}`]));
