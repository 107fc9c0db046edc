import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import {
  checkReadingDate,
  type Evidence,
  EVIDENCE,
  EXPERIMENTS,
  type Reading,
} from "#domain/readings/reading.ts";
import { ok, type Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import {
  requiredDate,
  type FieldErrors,
  type FormInput,
  modal,
  readForm,
  optionalText,
} from "#slack/kit/form.ts";
import { CHOICES, FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, option, radioInput, textInput } from "#slack/kit/inputs.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { unitMismatch } from "#slack/kit/units.ts";
import { termsWords } from "#slack/surfaces/bets/bet-words.ts";

const FIELDS = {
  value: "value",
  takenOn: "taken_on",
  evidence: CHOICES.evidence,
  significant: "significant",
  note: "note",
} as const;

export const READING_FIELDS = FIELDS;

/** The bet and the unit of its readings. `id` becomes the reading's id, so that a form sent twice saves one reading. */
export const readingMetadata = z.object({ bet: z.string(), unit: z.string(), id: z.string().optional() });

const EVIDENCE_OPTIONS = {
  "ab-test": "A/B test",
  holdout: "Holdout: some did not get it",
  "before-after": "Before and after",
  anecdote: "Anecdote: what we heard or saw",
} as const;

/** What a form takes for granted until somebody says more. */
const USUAL_EVIDENCE: Evidence = "before-after";

/** The fields of a reading, for every form that takes one. Of an experiment, it asks for one thing more. */
export const readingInputs = (
  label: string,
  today: Temporal.PlainDate,
  evidence: Evidence = USUAL_EVIDENCE,
): ModalView["blocks"] => [
  textInput({ id: FIELDS.value, label, hint: "Such as 34.5 % or 1,200.", max: LIMITS.metric }),
  dayInput({ id: FIELDS.takenOn, label: "Measured on", initial: today.toString() }),
  radioInput({
    id: FIELDS.evidence,
    label: "How strong is the evidence?",
    options: EVIDENCE.map((strength) => option(strength, EVIDENCE_OPTIONS[strength])),
    initial: evidence,
    dispatch: true,
  }),
  ...(EXPERIMENTS.includes(evidence)
    ? [
        radioInput({
          id: FIELDS.significant,
          label: "Was the difference significant?",
          options: [option("yes", "Yes"), option("no", "No, or we don't know")],
        }),
      ]
    : []),
  textInput({ id: FIELDS.note, label: "Link or note", max: LIMITS.note, optional: true }),
];

export const readingForm = (
  bet: Bet,
  today: Temporal.PlainDate,
  id: string | undefined,
  evidence?: Evidence,
): ModalView =>
  modal({
    callbackId: FORMS.takeReading,
    title: `Reading of bet #${bet.number}`,
    submit: "Save",
    metadata: { bet: bet.id, unit: bet.terms.unit, id },
    blocks: [
      paragraph([`${isolateRightToLeft(bet.title)}: ${isolateRightToLeft(termsWords(bet.terms))}.`]),
      ...readingInputs("Where is the metric now?", today, evidence),
    ],
  });

export const evidenceSchema = z.enum(EVIDENCE, "Please choose one.");

const readingSchema = (unit: string, today: Temporal.PlainDate) =>
  z.object({
    [FIELDS.value]: numberTyped.superRefine((value, context) => {
      const mismatch = unitMismatch(value.unit, unit, "bet");
      if (mismatch !== undefined) context.addIssue(mismatch);
    }),
    [FIELDS.takenOn]: requiredDate.refine(
      (takenOn) => checkReadingDate(takenOn, today).ok,
      explain({ kind: "reading-in-the-future" }),
    ),
    [FIELDS.evidence]: evidenceSchema,
    // A form of an older version doesn't ask.
    [FIELDS.significant]: z.enum(["yes", "no"], "Please choose one.").optional(),
    [FIELDS.note]: optionalText(LIMITS.note),
  });

/** Reads a reading in the bet's unit. Any other unit, or a date to come, is a field error. */
export function readReading(
  view: FormInput,
  unit: string,
  today: Temporal.PlainDate,
): Result<Reading, FieldErrors> {
  const read = readForm(readingSchema(unit, today), view);
  if (!read.ok) return read;
  const { value, taken_on, evidence, significant, note } = read.value;
  return ok({
    value: value.value,
    takenOn: taken_on,
    evidence,
    ...(significant && EXPERIMENTS.includes(evidence) && { significant: significant === "yes" }),
    ...(note !== undefined && { note }),
  });
}
