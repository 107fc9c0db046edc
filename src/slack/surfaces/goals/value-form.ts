import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { KeyResult } from "#domain/goals/goal.ts";
import type { SourceUse } from "#domain/sources/source-use.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type FieldErrors, modal, readForm } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { unitMismatch } from "#slack/kit/units.ts";
import { isProposed, originWords } from "#slack/surfaces/sources/source-words.ts";
import { keyResultWords } from "./goal-words.ts";

const FIELD = "current";

export const valueMetadata = z.object({ objective: z.string(), keyResult: z.string(), unit: z.string() });

export const valueForm = (
  keyResult: KeyResult,
  use: SourceUse | undefined,
  today: Temporal.PlainDate,
): ModalView =>
  modal({
    callbackId: FORMS.keyResultValue,
    title: "Record a value",
    submit: "Save",
    metadata: { objective: keyResult.objective, keyResult: keyResult.id, unit: keyResult.unit },
    blocks: [
      paragraph(
        [`${isolateRightToLeft(keyResultWords(keyResult))}.`],
        isProposed(use) && [originWords(use, today)],
      ),
      textInput({
        id: FIELD,
        label: "Where is it now?",
        hint: "Such as 34.5 % or 1,200.",
        max: LIMITS.metric,
        ...(isProposed(use) && { initial: formatNumber(use.proposal.value) }),
      }),
    ],
  });

export function readValue(view: Pick<ViewOutput, "state">, unit: string): Result<number, FieldErrors> {
  const read = readForm(z.object({ [FIELD]: numberTyped }), view);
  if (!read.ok) return read;
  const { current } = read.value;
  const mismatch = unitMismatch(current.unit, unit, "key result");
  return mismatch === undefined ? ok(current.value) : err({ [FIELD]: mismatch });
}

export const valueErrors = (refusal: Refusal): FieldErrors => ({ [FIELD]: explain(refusal) });
