import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { areTermsFrozen, currentTerms } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import { ok, type Result } from "#domain/result.ts";
import { isAhead, type Terms } from "#domain/bets/terms.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import {
  requiredDate,
  type FieldErrors,
  modal,
  type FormInput,
  onceRight,
  readForm,
  requiredText,
  optionalText,
} from "#slack/kit/form.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, textInput } from "#slack/kit/inputs.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { commonUnit } from "#slack/kit/units.ts";
import { afterShippingWords } from "#slack/surfaces/bets/bet-words.ts";

const FIELDS = {
  metric: "metric",
  unit: "unit",
  baseline: "baseline",
  target: "target",
  reviewOn: "review_on",
  reason: "reason",
} as const;

export const amendMetadata = z.object({ bet: z.string() });

type FieldValues = Readonly<Record<string, string | undefined>>;

/** The form to change a bet's terms. Frozen terms also need a reason. `values` are the fields' initial values. */
export function amendForm(
  bet: Bet,
  { frozen, values }: { frozen: boolean; values: FieldValues } = {
    frozen: areTermsFrozen(bet),
    values: valuesOf(currentTerms(bet)),
  },
): ModalView {
  return modal({
    callbackId: FORMS.amendBet,
    title: `Amend bet #${bet.number}`,
    submit: "Amend",
    metadata: { bet: bet.id },
    blocks: [
      paragraph([
        `${isolateRightToLeft(bet.title)}. `,
        frozen
          ? "Its terms are frozen: our confidence rests on them. A change goes to the thread with its reason and without a name, and the verdict will be given by the terms as first placed and as amended."
          : "Nobody has voted on it yet, so its terms can be changed freely.",
      ]),
      textInput({
        id: FIELDS.metric,
        label: "Which metric do we expect to move?",
        max: LIMITS.metric,
        initial: values[FIELDS.metric],
      }),
      textInput({
        id: FIELDS.baseline,
        label: "From",
        max: LIMITS.metric,
        initial: values[FIELDS.baseline],
      }),
      textInput({
        id: FIELDS.target,
        label: "To",
        max: LIMITS.metric,
        initial: values[FIELDS.target],
      }),
      textInput({
        id: FIELDS.unit,
        label: "Unit",
        max: LIMITS.unit,
        initial: values[FIELDS.unit],
        optional: true,
      }),
      dayInput({
        id: FIELDS.reviewOn,
        label: "When do we look at it?",
        initial: values[FIELDS.reviewOn],
        ...(bet.reviewAfterShipping !== undefined && { hint: shippingHint(bet) }),
      }),
      ...(frozen
        ? [
            textInput({
              id: FIELDS.reason,
              label: "Why do we change it?",
              hint: "A sentence that the whole team can own.",
              max: LIMITS.reason,
              multiline: true,
              initial: values[FIELDS.reason],
            }),
          ]
        : []),
    ],
  });
}

const shippingHint = ({ reviewAfterShipping, shippedOn }: Bet): string =>
  shippedOn
    ? "It counts from shipping so far. Another day here holds instead."
    : `A plan: the review moves to ${afterShippingWords(reviewAfterShipping)}.`;

const valuesOf = ({ metric, unit, baseline, target, reviewOn }: Terms): FieldValues => ({
  [FIELDS.metric]: metric,
  [FIELDS.unit]: unit,
  [FIELDS.baseline]: formatNumber(baseline),
  [FIELDS.target]: formatNumber(target),
  [FIELDS.reviewOn]: reviewOn.toString(),
});

/** A review date that is not changed may have passed. */
const amendSchema = (current: Terms, today: Temporal.PlainDate) =>
  z
    .object({
      [FIELDS.metric]: requiredText(LIMITS.metric),
      [FIELDS.unit]: optionalText(LIMITS.unit),
      [FIELDS.baseline]: numberTyped,
      [FIELDS.target]: numberTyped,
      [FIELDS.reviewOn]: requiredDate.refine(
        (day) => day.equals(current.reviewOn) || isAhead(day, today),
        explain({ kind: "review-not-ahead" }),
      ),
      [FIELDS.reason]: optionalText(LIMITS.reason),
    })
    .refine(({ baseline, target }) => baseline.value !== target.value, {
      path: [FIELDS.target],
      error: explain({ kind: "target-equals-baseline" }),
      ...onceRight(FIELDS.baseline, FIELDS.target),
    })
    .refine(({ unit, baseline, target }) => commonUnit(unit, baseline.unit, target.unit) !== undefined, {
      path: [FIELDS.target],
      error: "From, To and unit do not agree on a unit. Use the same one for all.",
      ...onceRight(FIELDS.unit, FIELDS.baseline, FIELDS.target),
    });

export function readAmendment(
  view: FormInput,
  bet: Bet,
  today: Temporal.PlainDate,
): Result<{ terms: Terms; reason: string | undefined }, FieldErrors> {
  const current = currentTerms(bet);
  const read = readForm(amendSchema(current, today), view);
  if (!read.ok) return read;
  const { metric, baseline, target, review_on: reviewOn, reason } = read.value;
  const terms = {
    metric,
    unit: commonUnit(read.value.unit, baseline.unit, target.unit) ?? "",
    baseline: keepHiddenDigits(current.baseline, baseline.value),
    target: keepHiddenDigits(current.target, target.value),
    reviewOn,
  };
  return ok({ terms, reason });
}

/** A number that was not edited keeps the digits that the form rounded away. */
const keepHiddenDigits = (before: number, typed: number): number =>
  formatNumber(typed) === formatNumber(before) ? before : typed;

export const asksForReason = (view: Pick<ViewOutput, "state">): boolean => FIELDS.reason in view.state.values;

const FIELD_OF_REFUSAL: Readonly<Record<string, string>> = {
  "target-equals-baseline": FIELDS.target,
  "review-not-ahead": FIELDS.reviewOn,
  "unit-fixed": FIELDS.unit,
  "reason-missing": FIELDS.reason,
};

/** Shows an error at the field that can fix it. */
export const amendErrors = (kind: string, words: string): FieldErrors => ({
  [FIELD_OF_REFUSAL[kind] ?? FIELDS.metric]: words,
});
