import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet, SettleInput } from "#domain/bets/bet.ts";
import type { Evidence } from "#domain/readings/reading.ts";
import type { SourceUse } from "#domain/sources/source-use.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import {
  errorsOnShownFields,
  type FieldErrors,
  type FormInput,
  modal,
  readForm,
  requiredText,
} from "#slack/kit/form.ts";
import { CHOICES, FORMS } from "#slack/surfaces/ids.ts";
import { option, radioInput, textInput } from "#slack/kit/inputs.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { READING_FIELDS, readingInputs, readReading } from "#slack/surfaces/readings/reading-form.ts";
import { isProposed, originWords } from "#slack/surfaces/sources/source-words.ts";
import { termsWords } from "#slack/surfaces/bets/bet-words.ts";

const FIELDS = { how: CHOICES.howSettled, reason: "reason" } as const;

const HOW = ["reading", "inconclusive", "stopped-early", "invalid"] as const satisfies ReadonlyArray<
  SettleInput["kind"]
>;
export type SettlementKind = (typeof HOW)[number];

const HOW_WORDS: Readonly<Record<SettlementKind, string>> = {
  reading: "With the final reading",
  inconclusive: "Inconclusive: no reading can decide",
  "stopped-early": "Stopped early, on evidence",
  invalid: "Invalid: the bet no longer makes sense",
};

/**
 * Asks for the final reading, or for a reason if the bet is settled without one. The last number of the bet's source is
 * filled in.
 */
export function settleForm(
  bet: Bet,
  today: Temporal.PlainDate,
  start: {
    readonly how?: SettlementKind;
    readonly evidence?: Evidence;
    readonly use: SourceUse | undefined;
  },
): ModalView {
  const { how = "reading", evidence, use } = start;
  const filled = how === "reading" && isProposed(use) ? use : undefined;
  const { unit } = bet.terms;
  return modal({
    callbackId: FORMS.settleBet,
    title: `Settle bet #${bet.number}`,
    submit: "Settle",
    metadata: { bet: bet.id, unit: bet.terms.unit },
    blocks: [
      paragraph(
        [`${isolateRightToLeft(bet.title)}: ${isolateRightToLeft(termsWords(bet.terms))}.`],
        filled && [originWords(filled, today)],
      ),
      radioInput({
        id: FIELDS.how,
        label: "How did it come out?",
        options: HOW.map((choice) => option(choice, HOW_WORDS[choice])),
        initial: how,
        dispatch: true,
      }),
      ...(how === "reading"
        ? readingInputs("The final reading", { today, unit, evidence, filled })
        : [
            textInput({
              id: FIELDS.reason,
              label: "Why?",
              hint: "A sentence that the whole team can own.",
              max: LIMITS.reason,
              multiline: true,
            }),
          ]),
    ],
  });
}

export const settlementKindSchema = z.enum(HOW, "Please choose one.");

export function readSettlement(
  view: FormInput,
  unit: string,
  today: Temporal.PlainDate,
): Result<SettleInput, FieldErrors> {
  const how = readForm(z.object({ [FIELDS.how]: settlementKindSchema }), view);
  if (!how.ok) return how;
  const kind = how.value[FIELDS.how];
  if (kind === "reading") {
    const reading = readReading(view, unit, today);
    return reading.ok
      ? ok({ kind, reading: reading.value })
      : err(errorsOnShownFields(view, reading.error, FIELDS.how));
  }
  const reason = readForm(z.object({ [FIELDS.reason]: requiredText(LIMITS.reason) }), view);
  return reason.ok
    ? ok({ kind, reason: reason.value.reason })
    : err(errorsOnShownFields(view, reason.error, FIELDS.how));
}

/** Shows a refusal beside the field to correct, or beside the first field of the form. */
export function settleErrors(view: FormInput, refusal: Refusal): FieldErrors {
  if (FIELDS.reason in view.state.values) return { [FIELDS.reason]: explain(refusal) };
  const field = refusal.kind === "reading-in-the-future" ? READING_FIELDS.takenOn : READING_FIELDS.value;
  return { [field]: explain(refusal) };
}

export const SETTLE_FIELDS = FIELDS;
