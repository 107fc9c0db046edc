import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { KeyResult, KeyResultDraft, Objective } from "#domain/goals/goal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { SourceName } from "#domain/sources/source.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type FieldErrors, modal, onceRight, readForm, requiredText, optionalText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { sourceChosen, sourceInput } from "#slack/surfaces/sources/source-input.ts";
import { textInput } from "#slack/kit/inputs.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { commonUnit } from "#slack/kit/units.ts";

const FIELDS = {
  metric: "metric",
  baseline: "baseline",
  target: "target",
  unit: "unit",
  current: "current",
  source: "source",
} as const;

export const KEY_RESULT_SOURCE = FIELDS.source;

/** `keyResult` is the one to edit. Without it, `id` is the id of the new one, so that a form sent twice adds one. */
export const keyResultMetadata = z.object({
  objective: z.string(),
  keyResult: z.string().optional(),
  id: z.string().optional(),
});

export const newKeyResultForm = (
  objective: Objective,
  id: string,
  sources: readonly SourceName[],
): ModalView => form("Add a key result", objective, {}, { objective: objective.id, id }, sources);

export const keyResultForm = (
  objective: Objective,
  keyResult: KeyResult,
  sources: readonly SourceName[],
): ModalView =>
  form(
    "Edit the key result",
    objective,
    {
      metric: keyResult.metric,
      baseline: formatNumber(keyResult.baseline),
      target: formatNumber(keyResult.target),
      unit: keyResult.unit,
      current: formatNumber(keyResult.current),
      source: keyResult.source,
    },
    { objective: objective.id, keyResult: keyResult.id },
    sources,
  );

const form = (
  title: string,
  objective: Objective,
  initial: { readonly [Field in keyof typeof FIELDS]?: string | undefined },
  metadata: z.input<typeof keyResultMetadata>,
  sources: readonly SourceName[],
): ModalView =>
  modal({
    callbackId: FORMS.keyResult,
    title,
    submit: "Save",
    metadata,
    blocks: [
      paragraph([`How do we see that “${isolateRightToLeft(objective.title)}” comes true?`]),
      textInput({ id: FIELDS.metric, label: "Metric", max: LIMITS.metric, initial: initial.metric }),
      textInput({
        id: FIELDS.baseline,
        label: "From",
        hint: "Where the metric stood when the period began, such as 32 % or 1,200.",
        max: LIMITS.metric,
        initial: initial.baseline,
      }),
      textInput({ id: FIELDS.target, label: "To", max: LIMITS.metric, initial: initial.target }),
      textInput({
        id: FIELDS.unit,
        label: "Unit",
        hint: "Not needed when it stands with the numbers.",
        max: LIMITS.unit,
        initial: initial.unit,
        optional: true,
      }),
      textInput({
        id: FIELDS.current,
        label: "Where is it now?",
        hint: "Left empty, it stands at the baseline.",
        max: LIMITS.metric,
        initial: initial.current,
        optional: true,
      }),
      ...sourceInput(FIELDS.source, sources, initial.source),
    ],
  });

const schema = (sources: readonly SourceName[], chosen: string | undefined) =>
  z
    .object({
      [FIELDS.metric]: requiredText(LIMITS.metric),
      [FIELDS.baseline]: numberTyped,
      [FIELDS.target]: numberTyped,
      [FIELDS.unit]: optionalText(LIMITS.unit),
      [FIELDS.current]: numberTyped.optional(),
      [FIELDS.source]: sourceChosen(sources, chosen),
    })
    .refine(({ baseline, target }) => baseline.value !== target.value, {
      path: [FIELDS.target],
      error: explain({ kind: "target-equals-baseline" }),
      ...onceRight(FIELDS.baseline, FIELDS.target),
    })
    .refine(
      ({ unit, baseline, target, current }) =>
        commonUnit(unit, baseline.unit, target.unit, current?.unit) !== undefined,
      {
        path: [FIELDS.unit],
        error: "The numbers and the unit do not agree on a unit. Use the same one for all.",
        ...onceRight(FIELDS.unit, FIELDS.baseline, FIELDS.target, FIELDS.current),
      },
    );

/** `chosen`: the source that the key result has now. A form that doesn't ask for one leaves that. */
export function readKeyResult(
  view: Pick<ViewOutput, "state">,
  sources: readonly SourceName[],
  chosen: string | undefined,
): Result<KeyResultDraft, FieldErrors> {
  const read = readForm(schema(sources, chosen), view);
  if (!read.ok) return read;
  const { metric, baseline, target, current } = read.value;
  const source = FIELDS.source in view.state.values ? read.value.source : chosen;
  return ok({
    metric,
    unit: commonUnit(read.value.unit, baseline.unit, target.unit, current?.unit) ?? "",
    baseline: baseline.value,
    target: target.value,
    current: (current ?? baseline).value,
    ...(source !== undefined && { source }),
  });
}

/** Shows a refusal at the field that can fix it. */
export const keyResultErrors = (refusal: Refusal): FieldErrors => ({
  [refusal.kind === "target-equals-baseline" ? FIELDS.target : FIELDS.metric]: explain(refusal),
});
