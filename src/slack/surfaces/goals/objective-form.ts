import type { ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { checkPeriod, type Objective, type ObjectiveDraft } from "#domain/goals/goal.ts";
import type { Result } from "#domain/result.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { requiredDate, type FieldErrors, modal, onceRight, readForm, requiredText } from "#slack/kit/form.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, textInput } from "#slack/kit/inputs.ts";
import { LIMITS } from "#slack/kit/text.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

const FIELDS = { title: "title", from: "from", until: "until" } as const;

/** `objective` is the one to edit. Without it, `id` is the id of the new one, so that a form sent twice adds one. */
export const objectiveMetadata = z.object({
  team: z.string(),
  objective: z.string().optional(),
  id: z.string().optional(),
});

/** Offers the current quarter as the period. */
export const newObjectiveForm = (team: string, today: Temporal.PlainDate, id: string): ModalView =>
  form("Add an objective", { title: "", ...quarterDays(today) }, { team, id });

export const objectiveForm = (objective: Objective): ModalView =>
  form("Edit the objective", objective, { team: objective.team, objective: objective.id });

const form = (title: string, draft: ObjectiveDraft, metadata: z.input<typeof objectiveMetadata>): ModalView =>
  modal({
    callbackId: FORMS.objective,
    title,
    submit: "Save",
    metadata,
    blocks: [
      textInput({
        id: FIELDS.title,
        label: "What do we want to be true?",
        max: LIMITS.title,
        initial: draft.title,
        placeholder: "New teams find their way alone",
      }),
      dayInput({ id: FIELDS.from, label: "From", initial: draft.from.toString() }),
      dayInput({ id: FIELDS.until, label: "Until", initial: draft.until.toString() }),
    ],
  });

const schema = z
  .object({
    [FIELDS.title]: requiredText(LIMITS.title),
    [FIELDS.from]: requiredDate,
    [FIELDS.until]: requiredDate,
  })
  .refine((period) => checkPeriod(period).ok, {
    path: [FIELDS.until],
    error: explain({ kind: "period-backwards" }),
    ...onceRight(FIELDS.from, FIELDS.until),
  });

export const readObjective = (view: Pick<ViewOutput, "state">): Result<ObjectiveDraft, FieldErrors> =>
  readForm(schema, view);

/** Shows a refusal at the field that can fix it. */
export const objectiveErrors = (refusal: Refusal): FieldErrors => ({
  [refusal.kind === "period-backwards" ? FIELDS.until : FIELDS.title]: explain(refusal),
});
