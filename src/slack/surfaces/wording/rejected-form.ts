import type { ModalView } from "@slack/types";
import type { MemberName } from "#domain/wording/member-names.ts";
import { findPersonWords, wordKey } from "#domain/wording/wording-check.ts";
import type { FieldErrors } from "#slack/kit/form.ts";
import { hiddenIn } from "#slack/kit/hidden-fields.ts";
import { type TextWithPeople, fieldWords } from "./person-words.ts";
import {
  type FormView,
  isInput,
  NOT_A_PERSON,
  offersTicks,
  showsRemarks,
  type Ticks,
  withRemarks,
} from "./remarks.ts";

type TextField = { readonly id: string; readonly text: string };
type Found = TextField & TextWithPeople;

/** The answer to a form with errors: errors at its fields, or the form again with remarks. */
export type RejectedForm =
  | { readonly response_action: "update"; readonly view: ModalView }
  | { readonly response_action: "errors"; readonly errors: FieldErrors };

/** What the wording check finds: an error for each text that names people, and the words that can be ticked. */
export type Wording = { readonly errors: FieldErrors; readonly ticks: Ticks };

/** Slack's limit of options in a group of checkboxes. */
const MAX_TICKS = 10;

/** The text fields of a form and what was typed in them, those that it hides included. */
export const textFieldsOf = (
  form: Pick<FormView, "blocks" | "state" | "private_metadata">,
): readonly TextField[] => [
  ...form.blocks.filter(isInput).flatMap(({ block_id: id = "", element }) => {
    if (element.type !== "plain_text_input") return [];
    return [{ id, text: form.state.values[id]?.[element.action_id ?? ""]?.value ?? "" }];
  }),
  ...Object.entries(hiddenIn(form).texts).map(([id, text]) => ({ id, text })),
];

/** Without errors if the texts name nobody, or only words that are ticked as not a person. */
export function checkWording(form: FormView, members: readonly MemberName[]): Wording {
  const ticked = new Set(tickedIn(form));
  const checked = textFieldsOf(form).map((field) => ({
    ...field,
    people: findPersonWords(field.text, members),
  }));
  const found = checked
    .map((field) => ({
      ...field,
      people: field.people.filter(({ word, keepable }) => !keepable || !ticked.has(valueOf(word))),
    }))
    .filter(({ people }) => people.length > 0);
  return {
    errors: Object.fromEntries(found.map((field) => [field.id, fieldWords(field, members)])),
    ticks: { offered: tickableWords(checked), ticked },
  };
}

const valueOf = (word: string): string => wordKey(word).slice(0, 75);

const tickedIn = ({ state }: FormView): string[] =>
  state.values[NOT_A_PERSON]?.[NOT_A_PERSON]?.selected_options?.map(({ value }) => value) ?? [];

/** The words that can be ticked as not a person, by option value. */
function tickableWords(fields: readonly Found[]): ReadonlyMap<string, string> {
  const keepable = fields.flatMap(({ people }) => people).filter((word) => word.keepable);
  const unique = new Map(keepable.toReversed().map(({ word }) => [valueOf(word), word]));
  return new Map([...unique].toReversed().slice(0, MAX_TICKS));
}

/**
 * Rejects a form for its wording and for what else is wrong in it, all at once. `reveal` draws the form with the fields
 * that it hides, for errors in those.
 */
export async function rejectForm(
  form: FormView,
  { errors: namesPeople, ticks }: Wording,
  others: FieldErrors,
  reveal?: () => Promise<FormView>,
): Promise<RejectedForm> {
  const errors = { ...others, ...namesPeople };
  const hides = Object.keys(errors).some((field) => !inputsOf(form).includes(field));
  if (reveal && hides) {
    const whole = await reveal();
    return { response_action: "update", view: withRemarks(whole, onShownFields(whole, errors), ticks) };
  }
  const drawsTicks = Object.keys(namesPeople).length > 0 && !offersTicks(form, ticks.offered.keys());
  const drawsRemarks = Object.keys(namesPeople).length > 0 || !showsRemarks(form, {});
  return drawsTicks || (drawsRemarks && !showsRemarks(form, errors))
    ? { response_action: "update", view: withRemarks(form, errors, ticks) }
    : { response_action: "errors", errors };
}

const inputsOf = ({ blocks }: Pick<FormView, "blocks">): string[] =>
  blocks.filter(isInput).map(({ block_id: id = "" }) => id);

/** An error of a field that the form has no longer, such as a choice among goals that are gone, shows at the last field. */
function onShownFields(form: FormView, errors: FieldErrors): FieldErrors {
  const inputs = inputsOf(form);
  const last = inputs.at(-1) ?? "";
  return Object.fromEntries(
    Object.entries(errors).map(([field, words]) => [inputs.includes(field) ? field : last, words]),
  );
}
