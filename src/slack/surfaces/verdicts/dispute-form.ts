import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import type { Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { type FieldErrors, modal, readForm, requiredText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";

const REASON = "reason";

export const disputeMetadata = z.object({ bet: z.string(), round: z.number() });

export const disputeForm = (bet: Bet, round: number): ModalView =>
  modal({
    callbackId: FORMS.disputeVerdict,
    title: "Dispute the verdict",
    submit: "Dispute",
    metadata: { bet: bet.id, round },
    blocks: [
      paragraph([
        `Bet #${bet.number}, ${isolateRightToLeft(bet.title)}. The verdict is put back, and the reason is shown without a name.`,
      ]),
      textInput({ id: REASON, label: "What looks different?", max: LIMITS.reason, multiline: true }),
    ],
  });

export const readDispute = (view: Pick<ViewOutput, "state">): Result<{ reason: string }, FieldErrors> =>
  readForm(z.object({ [REASON]: requiredText(LIMITS.reason) }), view);

export const disputeErrors = (words: string): FieldErrors => ({ [REASON]: words });
