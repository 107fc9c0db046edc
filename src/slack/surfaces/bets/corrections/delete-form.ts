import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { modal, notice } from "#slack/kit/form.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";

export const deleteMetadata = z.object({ bet: z.string() });

/** Asks whether to delete a bet. */
export const deleteForm = ({ id, number, title }: Bet): ModalView =>
  modal({
    callbackId: FORMS.deleteBet,
    title: `Delete bet #${number}`,
    submit: "Delete",
    metadata: { bet: id },
    blocks: [
      paragraph(
        [bold(`Delete bet #${number}, ${isolateRightToLeft(title)}, for good?`)],
        ["It can't be brought back. Its card will say that it was deleted, and its number isn't used again."],
      ),
    ],
  });

/** Why a bet isn't deleted, in place of the form. */
export const notDeleted = (refusal: Refusal): ModalView => notice("Not deleted", explain(refusal));

/** In place of the card of a deleted bet. */
export const deletedBetMessage = (number: number | string): Message =>
  message(paragraph([`Bet #${number} was deleted.`]));
