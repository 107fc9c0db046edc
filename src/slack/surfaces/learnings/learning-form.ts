import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import type { Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { type FieldErrors, modal, readForm, requiredText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { clip, LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";

const TEXT = "text";

/** `id` is the id of the new learning or next step, so that a form sent twice adds one. */
export const learningMetadata = z.object({ bet: z.string(), id: z.string().optional() });

/** Asks for a learning. `messageText` is the text of the message to save as one. */
export const learningForm = (bet: Bet, id: string, messageText?: string): ModalView =>
  modal({
    callbackId: FORMS.addLearning,
    title: "Add a learning",
    submit: "Save",
    metadata: { bet: bet.id, id },
    blocks: [
      paragraph(
        [`Bet #${bet.number}, ${isolateRightToLeft(bet.title)}. It is kept as the team's, without a name.`],
        messageText !== undefined &&
          messageText.length > LIMITS.sentence && [
            `The message has ${messageText.length} characters, and a learning holds ${LIMITS.sentence}: its end is left out here. The message itself stays as it is.`,
          ],
      ),
      textInput({
        id: TEXT,
        label: "What is worth knowing next time?",
        hint: "One sentence that still makes sense in a year.",
        max: LIMITS.sentence,
        initial: messageText === undefined ? undefined : clip(messageText, LIMITS.sentence),
        multiline: true,
      }),
    ],
  });

export const readLearning = (view: Pick<ViewOutput, "state">): Result<{ text: string }, FieldErrors> =>
  readForm(z.object({ [TEXT]: requiredText(LIMITS.sentence) }), view);

export const learningErrors = (words: string): FieldErrors => ({ [TEXT]: words });
