import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import { checkReadingDate, EVIDENCE, type Reading } from "#domain/readings/reading.ts";
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
import { FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, option, radioInput, textInput } from "#slack/kit/inputs.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { unitMismatch } from "#slack/kit/units.ts";
import { termsWords } from "#slack/surfaces/bets/bet-words.ts";

const FIELDS = { value: "value", takenOn: "taken_on", evidence: "evidence", note: "note" } as const;

export const READING_FIELDS = FIELDS;

/** The bet and the unit of its readings. `id` becomes the reading's id, so that a form sent twice saves one reading. */
export const readingMetadata = z.object({ bet: z.string(), unit: z.string(), id: z.string().optional() });

const EVIDENCE_OPTIONS = {
  "ab-test": "A/B test",
  holdout: "Holdout: some did not get it",
  "before-after": "Before and after",
  anecdote: "Anecdote: what we heard or saw",
} as const;

/** The fields of a reading, for every form that takes one. */
export const readingInputs = (label: string, today: Temporal.PlainDate): ModalView["blocks"] => [
  textInput({ id: FIELDS.value, label, hint: "Such as 34.5 % or 1,200.", max: LIMITS.metric }),
  dayInput({ id: FIELDS.takenOn, label: "Measured on", initial: today.toString() }),
  radioInput({
    id: FIELDS.evidence,
    label: "How strong is the evidence?",
    options: EVIDENCE.map((evidence) => option(evidence, EVIDENCE_OPTIONS[evidence])),
    initial: "before-after",
  }),
  textInput({ id: FIELDS.note, label: "Link or note", max: LIMITS.note, optional: true }),
];

export const readingForm = (bet: Bet, today: Temporal.PlainDate, id: string): ModalView =>
  modal({
    callbackId: FORMS.takeReading,
    title: `Reading of bet #${bet.number}`,
    submit: "Save",
    metadata: { bet: bet.id, unit: bet.terms.unit, id },
    blocks: [
      paragraph([`${isolateRightToLeft(bet.title)}: ${isolateRightToLeft(termsWords(bet.terms))}.`]),
      ...readingInputs("Where is the metric now?", today),
    ],
  });

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
    [FIELDS.evidence]: z.enum(EVIDENCE, "Please choose one."),
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
  const { value, taken_on, evidence, note } = read.value;
  return ok({ value: value.value, takenOn: taken_on, evidence, ...(note !== undefined && { note }) });
}
