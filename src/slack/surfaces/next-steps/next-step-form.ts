import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Bet } from "#domain/bets/bet.ts";
import { checkStepDate } from "#domain/next-steps/next-step.ts";
import { ok, type Result } from "#domain/result.ts";
import { paragraph } from "#slack/kit/blocks.ts";
import {
  requiredDate,
  type FieldErrors,
  type FormInput,
  modal,
  readForm,
  requiredText,
} from "#slack/kit/form.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { FORMS } from "#slack/surfaces/ids.ts";
import { dayInput, textInput } from "#slack/kit/inputs.ts";
import { LIMITS, isolateRightToLeft } from "#slack/kit/text.ts";

const FIELDS = { text: "text", dueOn: "due_on" } as const;

export const NEXT_STEP_FIELDS = FIELDS;

/** The default due date, in days from today. */
const DEFAULT_DUE_DAYS = 7;

export const nextStepForm = (bet: Bet, today: Temporal.PlainDate, id: string): ModalView =>
  modal({
    callbackId: FORMS.addNextStep,
    title: "Add a next step",
    submit: "Save",
    metadata: { bet: bet.id, id },
    blocks: [
      paragraph([
        `Bet #${bet.number}, ${isolateRightToLeft(bet.title)}. The step is the team's: it has a date and no assignee. Two weeks after its date, our digest asks once if it is still worth it.`,
      ]),
      textInput({ id: FIELDS.text, label: "What do we do next?", max: LIMITS.sentence, multiline: true }),
      dayInput({
        id: FIELDS.dueOn,
        label: "By when?",
        initial: today.add({ days: DEFAULT_DUE_DAYS }).toString(),
      }),
    ],
  });

const schema = (today: Temporal.PlainDate) =>
  z.object({
    [FIELDS.text]: requiredText(LIMITS.sentence),
    [FIELDS.dueOn]: requiredDate.refine(
      (dueOn) => checkStepDate(dueOn, today).ok,
      explain({ kind: "step-date-past" }),
    ),
  });

export function readNextStep(
  view: FormInput,
  today: Temporal.PlainDate,
): Result<{ text: string; dueOn: Temporal.PlainDate }, FieldErrors> {
  const read = readForm(schema(today), view);
  return read.ok ? ok({ text: read.value.text, dueOn: read.value.due_on }) : read;
}
