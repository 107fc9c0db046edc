import { z } from "zod";
import type { BetDraft } from "#domain/bets/bet.ts";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import { REVIEW_AFTER_SHIPPING } from "#domain/bets/shipping.ts";
import { isAhead, type TermsRefusal } from "#domain/bets/terms.ts";
import { ok, type Result } from "#domain/result.ts";
import type { SourceName } from "#domain/sources/source.ts";
import {
  type FieldErrors,
  type FormInput,
  onceRight,
  optionalText,
  readForm,
  requiredDate,
  requiredText,
} from "#slack/kit/form.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { sourceChosen } from "#slack/surfaces/sources/source-input.ts";
import { commonUnit } from "#slack/kit/units.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import type { PlaceRefusal } from "#usecases/bets/place-bet.ts";
import { BET_FIELDS as FIELDS } from "./fields.ts";

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, "Please choose one.");

const betSchema = (today: Temporal.PlainDate, sources: readonly SourceName[]) =>
  z
    .object({
      [FIELDS.title]: requiredText(LIMITS.title),
      [FIELDS.belief]: optionalText(LIMITS.belief),
      [FIELDS.metric]: requiredText(LIMITS.metric),
      [FIELDS.baseline]: numberTyped,
      [FIELDS.target]: numberTyped,
      [FIELDS.unit]: optionalText(LIMITS.unit),
      [FIELDS.reviewOn]: requiredDate.refine(
        (day) => isAhead(day, today),
        explain({ kind: "review-not-ahead" }),
      ),
      [FIELDS.afterShipping]: z
        .enum(REVIEW_AFTER_SHIPPING.map(String), "Please choose one.")
        .transform(Number)
        .optional(),
      [FIELDS.chosen]: oneOf(CHOSEN),
      [FIELDS.alone]: oneOf(["yes", "no"]).default("yes"),
      [FIELDS.dependency]: oneOf(DEPENDENCIES).optional(),
      [FIELDS.keyResult]: z.string().optional(),
      [FIELDS.cites]: z.string().optional(),
      [FIELDS.source]: sourceChosen(sources),
      [FIELDS.guardrail]: optionalText(LIMITS.title),
    })
    .refine(({ baseline, target }) => commonUnit(baseline.unit, target.unit) !== undefined, {
      path: [FIELDS.target],
      error: "From and To do not agree on a unit. Use the same one for both.",
      ...onceRight(FIELDS.baseline, FIELDS.target),
    })
    .refine(
      ({ unit, baseline, target }) =>
        commonUnit(baseline.unit, target.unit) === undefined ||
        commonUnit(unit, baseline.unit, target.unit) !== undefined,
      {
        path: [FIELDS.unit],
        error: "The numbers have another unit than this. Use the same one, or leave this empty.",
        ...onceRight(FIELDS.baseline, FIELDS.target, FIELDS.unit),
      },
    )
    .refine(({ baseline, target }) => baseline.value !== target.value, {
      path: [FIELDS.target],
      error: explain({ kind: "target-equals-baseline" }),
      ...onceRight(FIELDS.baseline, FIELDS.target),
    })
    .refine(({ alone, dependency }) => alone === "yes" || dependency !== undefined, {
      path: [FIELDS.dependency],
      error: "Please choose one.",
      ...onceRight(FIELDS.alone, FIELDS.dependency),
    });

/** Reads the form. The errors are all that is wrong, each at its field. */
export function readBet(
  view: FormInput,
  today: Temporal.PlainDate,
  sources: readonly SourceName[],
): Result<BetDraft, FieldErrors> {
  const read = readForm(betSchema(today, sources), view);
  if (!read.ok) return read;
  const form = read.value;
  return ok({
    title: form.title,
    belief: form.belief ?? "",
    terms: {
      metric: form.metric,
      unit: commonUnit(form.unit, form.baseline.unit, form.target.unit) ?? "",
      baseline: form.baseline.value,
      target: form.target.value,
      reviewOn: form.review_on,
    },
    ...(form.after_shipping !== undefined && { reviewAfterShipping: form.after_shipping }),
    ...(form.source !== undefined && { source: form.source }),
    ...(form.guardrail !== undefined && { guardrail: form.guardrail }),
    ...(form.key_result !== undefined && { keyResult: form.key_result }),
    ...(form.cites !== undefined && { cites: form.cites }),
    mandate: {
      chosen: form.chosen,
      ...(form.alone === "no" && form.dependency && { dependency: form.dependency }),
    },
  });
}

/** Shows a refusal at the field that can fix it. */
export function placeErrors(refusal: PlaceRefusal): FieldErrors {
  return { [fieldOf(refusal.kind)]: explain(refusal) };
}

function fieldOf(kind: PlaceRefusal["kind"] | TermsRefusal["kind"]): string {
  switch (kind) {
    case "target-equals-baseline":
      return FIELDS.target;
    case "review-not-ahead":
      return FIELDS.reviewOn;
    case "key-result-not-found":
      return FIELDS.keyResult;
    case "learning-not-found":
      return FIELDS.cites;
    case "team-not-found":
      return FIELDS.title;
  }
}
