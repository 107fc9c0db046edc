import type { ViewOutput } from "@slack/bolt";
import type { Block, InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { MemberName } from "#domain/wording/member-names.ts";
import { findPersonWords, wordKey } from "#domain/wording/wording-check.ts";
import { paragraph, plain } from "#slack/kit/blocks.ts";
import type { FieldErrors } from "#slack/kit/form.ts";
import { checkInput, option } from "#slack/kit/inputs.ts";
import { clip } from "#slack/kit/text.ts";
import { type TextWithPeople, fieldWords } from "./person-words.ts";

type Form = Pick<
  ViewOutput,
  "blocks" | "state" | "callback_id" | "title" | "submit" | "close" | "private_metadata"
>;
type TextField = { readonly id: string; readonly text: string };
type Found = TextField & TextWithPeople;

/** The answer to a form that names people: the form again with hints and checkboxes, or errors beside its fields. */
export type RejectedForm =
  | { readonly response_action: "update"; readonly view: ModalView }
  | { readonly response_action: "errors"; readonly errors: FieldErrors };

const NOT_A_PERSON = "not_a_person";
const hintId = (field: string) => `reads_like_a_person_${field}`;
const isAddedHere = (id = "") => id === NOT_A_PERSON || id.startsWith(hintId(""));

/** Slack's limit of options in a group of checkboxes. */
const MAX_TICKS = 10;

const isInput = (block: KnownBlock | Block): block is InputBlock => block.type === "input";

/** The text fields of a form and what was typed in them. */
export const textFieldsOf = ({ blocks, state }: Pick<Form, "blocks" | "state">): readonly TextField[] =>
  blocks.filter(isInput).flatMap(({ block_id: id = "", element }) => {
    if (element.type !== "plain_text_input") return [];
    return [{ id, text: state.values[id]?.[element.action_id ?? ""]?.value ?? "" }];
  });

/** Undefined if the texts name nobody, or only words that are ticked as not a person. */
export function rejectedForm(form: Form, members: readonly MemberName[]): RejectedForm | undefined {
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
  if (found.length === 0) return undefined;
  const hints = new Map(found.map((field) => [field.id, fieldWords(field, members)]));
  if (showsHintsAlready(form, found)) return { response_action: "errors", errors: Object.fromEntries(hints) };
  return { response_action: "update", view: withHints(form, hints, tickableWords(checked), ticked) };
}

const valueOf = (word: string): string => wordKey(word).slice(0, 75);

const tickedIn = ({ state }: Form): string[] =>
  state.values[NOT_A_PERSON]?.[NOT_A_PERSON]?.selected_options?.map(({ value }) => value) ?? [];

/** The words that can be ticked as not a person, by option value. */
function tickableWords(fields: readonly Found[]): ReadonlyMap<string, string> {
  const keepable = fields.flatMap(({ people }) => people).filter((word) => word.keepable);
  const unique = new Map(keepable.toReversed().map(({ word }) => [valueOf(word), word]));
  return new Map([...unique].toReversed().slice(0, MAX_TICKS));
}

/** Whether the form already shows these hints and checkboxes, because it was sent again unchanged. */
function showsHintsAlready({ blocks }: Form, found: readonly Found[]): boolean {
  const shownHints = blocks.map(({ block_id: id = "" }) => id).filter((id) => id.startsWith(hintId("")));
  const offered = new Set(
    blocks
      .filter(isInput)
      .flatMap(({ element }) => (element.type === "checkboxes" ? element.options : []))
      .map(({ value }) => value),
  );
  return (
    shownHints.length === found.length &&
    found.every(({ id }) => shownHints.includes(hintId(id))) &&
    [...tickableWords(found).keys()].every((word) => offered.has(word))
  );
}

/**
 * The same form with hints above the fields and checkboxes at the end. Slack keeps what was typed as long as block and
 * action ids stay the same.
 */
function withHints(
  form: Form,
  hints: ReadonlyMap<string, string>,
  tickable: ReadonlyMap<string, string>,
  ticked: ReadonlySet<string>,
): ModalView {
  const fields = form.blocks
    .filter(({ block_id: id }) => !isAddedHere(id))
    .flatMap((block) => {
      const hint = hints.get(block.block_id ?? "");
      if (hint === undefined) return [block];
      return [{ ...paragraph([hint]), block_id: hintId(block.block_id ?? "") }, block];
    });
  const checkboxes = checkInput({
    id: NOT_A_PERSON,
    label: "Not a person",
    hint: "Tick what is only a word here, such as Grace in grace period.",
    options: [...tickable].map(([value, word]) => option(value, `“${clip(word, 50)}” is not a person`)),
    initial: ticked,
  });
  return {
    type: "modal",
    callback_id: form.callback_id,
    private_metadata: form.private_metadata,
    title: plain(form.title.text),
    ...(form.submit && { submit: plain(form.submit.text) }),
    ...(form.close && { close: plain(form.close.text) }),
    blocks: tickable.size > 0 ? [...fields, checkboxes] : fields,
  };
}
