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
import { readingOf, type SourceUse } from "#domain/sources/source-use.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import {
  requiredDate,
  type FieldErrors,
  fieldValues,
  type FormInput,
  modal,
  readForm,
  optionalText,
} from "#slack/kit/form.ts";
import { CHOICES, FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, option, radioInput, textInput } from "#slack/kit/inputs.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { numberTyped } from "#slack/surfaces/replies/number-field.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";
import { unitMismatch } from "#slack/kit/units.ts";
import { evidenceWords, termsWords } from "#slack/surfaces/bets/bet-words.ts";
import {
  failureWords,
  isProposed,
  originWords,
  proposalNote,
  proposalWords,
  type ProposedUse,
  proposedValueWords,
  sourceName,
} from "#slack/surfaces/sources/source-words.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";

const FIELDS = {
  value: "value",
  takenOn: "taken_on",
  evidence: CHOICES.evidence,
  significant: "significant",
  note: "note",
} as const;

export const READING_FIELDS = FIELDS;

/**
 * The bet and the unit of its readings. `id` becomes the reading's id, so that a form sent twice saves one reading.
 * `proposal`: the number that is taken if no other is entered.
 */
export const readingMetadata = z.object({
  bet: z.string(),
  unit: z.string(),
  id: z.string().optional(),
  proposal: z.string().optional(),
});

const EVIDENCE_OPTIONS = {
  "ab-test": "A/B test",
  holdout: "Holdout: some did not get it",
  "before-after": "Before and after",
  anecdote: "Anecdote: what we heard or saw",
} as const;

/** What a form takes for granted until somebody says more. */
const USUAL_EVIDENCE: Evidence = "before-after";

/** What the fields of a reading hold before somebody fills them in. */
type ReadingStart = {
  readonly today: Temporal.PlainDate;
  readonly unit: string;
  readonly evidence?: Evidence | undefined;
  /** A source's number that is filled in. */
  readonly filled?: ProposedUse | undefined;
  /** A source's number that is taken if the value is left empty: for one that came after the form had opened. */
  readonly spare?: ProposedUse | undefined;
};

/** The fields of a reading, for every form that takes one. Of an experiment, it asks for one thing more. */
export function readingInputs(label: string, start: ReadingStart): ModalView["blocks"] {
  const { today, unit, filled, spare } = start;
  const proposed = filled?.proposal;
  const evidence = start.evidence ?? proposed?.evidence ?? USUAL_EVIDENCE;
  return [
    textInput({
      id: FIELDS.value,
      label,
      hint: spare ? spareWords(spare, unit, today) : "Such as 34.5 % or 1,200.",
      max: LIMITS.metric,
      initial: proposed && formatNumber(proposed.value),
      optional: spare !== undefined,
    }),
    dayInput({ id: FIELDS.takenOn, label: "Measured on", initial: (proposed?.day ?? today).toString() }),
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
            ...(proposed?.significant !== undefined && { initial: proposed.significant ? "yes" : "no" }),
          }),
        ]
      : []),
    textInput({
      id: FIELDS.note,
      label: "Link or note",
      max: LIMITS.note,
      initial: filled && proposalNote(filled, unit),
      optional: true,
    }),
  ];
}

/** "Left empty, it is 34.1 % on Fri 27 Nov, from signups-weekly." */
function spareWords(spare: ProposedUse, unit: string, today: Temporal.PlainDate): string {
  const { evidence } = spare.proposal;
  const strength = evidence ? ` (${evidenceWords(spare.proposal)})` : "";
  return `Left empty, it is ${proposedValueWords(spare, unit, today)}${strength}, from ${sourceName(spare)}.`;
}

/** What a source said while somebody waits with the form open, or that it is still being asked. */
export type SourceAnswer =
  | { readonly kind: "asking"; readonly use: SourceUse }
  | { readonly kind: "answered"; readonly use: SourceUse };

/** The form of a reading. `evidence`: as chosen. `answer`: of the source that was asked when the form opened. */
export function readingForm(
  bet: Bet,
  today: Temporal.PlainDate,
  start: {
    readonly id: string | undefined;
    readonly evidence?: Evidence;
    readonly filled?: ProposedUse | undefined;
    readonly spare?: ProposedUse | undefined;
    readonly answer?: SourceAnswer;
  },
): ModalView {
  const { id, evidence, filled, spare, answer } = start;
  const { unit } = bet.terms;
  const origin = filled ? originWords(filled, today) : answer && answerWords(answer, unit, today);
  return modal({
    callbackId: FORMS.takeReading,
    title: `Reading of bet #${bet.number}`,
    submit: "Save",
    metadata: { bet: bet.id, unit, id, ...(spare && { proposal: spare.proposal.id }) },
    blocks: [
      paragraph(
        [`${isolateRightToLeft(bet.title)}: ${isolateRightToLeft(termsWords(bet.terms))}.`],
        origin !== undefined && [origin],
      ),
      ...readingInputs("Where is the metric now?", { today, unit, evidence, filled, spare }),
    ],
  });
}

function answerWords({ kind, use }: SourceAnswer, unit: string, today: Temporal.PlainDate): string {
  if (kind === "asking")
    return `We are asking ${sourceName(use)} for today's number. It shows here if it comes.`;
  if (use.failure) return `${sourceName(use)} gives no number today: ${failureWords(use.failure)}.`;
  return isProposed(use) ? proposalWords(use, unit, today) : "";
}

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

/** Reads a reading in the bet's unit. Any other unit, or a date to come, is a field error. `spare`: taken if the value is empty. */
export function readReading(
  view: FormInput,
  unit: string,
  today: Temporal.PlainDate,
  spare?: ProposedUse,
): Result<Reading, FieldErrors> {
  if (spare && !fieldValues(view)[FIELDS.value]?.trim()) return readSpare(view, unit, spare);
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

/** The source's number on its day. The strength of its evidence is as somebody chose, unless the source says it. */
function readSpare(view: FormInput, unit: string, spare: ProposedUse): Result<Reading, FieldErrors> {
  const read = readForm(
    z.object({
      [FIELDS.evidence]: evidenceSchema,
      [FIELDS.significant]: z.enum(["yes", "no"], "Please choose one.").optional(),
      [FIELDS.note]: optionalText(LIMITS.note),
    }),
    view,
  );
  if (!read.ok) return read;
  const { evidence, significant, note } = read.value;
  const chosen = {
    evidence,
    ...(significant && EXPERIMENTS.includes(evidence) && { significant: significant === "yes" }),
  };
  return ok({
    ...readingOf(spare.proposal, note ?? proposalNote(spare, unit)),
    ...(spare.proposal.evidence === undefined && chosen),
  });
}

/** The number that is taken if a form's value is left empty. Undefined once the source has given another. */
export const spareOf = (
  { proposal }: z.output<typeof readingMetadata>,
  { use }: Pick<BetFacts, "use">,
): ProposedUse | undefined =>
  proposal !== undefined && isProposed(use) && use.proposal.id === proposal ? use : undefined;
