import type { ViewOutput } from "@slack/bolt";
import type { Block, InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { MemberName } from "#domain/wording/member-names.ts";
import { findPersonWords, wordKey } from "#domain/wording/wording-check.ts";
import { paragraph, plain } from "#slack/kit/blocks.ts";
import type { FieldErrors } from "#slack/kit/form.ts";
import { checkInput, option } from "#slack/kit/inputs.ts";
import { clip } from "#slack/kit/text.ts";
import { type AboutPeople, fieldWords } from "./person-words.ts";

type Form = Pick<
  ViewOutput,
  "blocks" | "state" | "callback_id" | "title" | "submit" | "close" | "private_metadata"
>;
type TextField = { readonly id: string; readonly text: string };
type Found = TextField & AboutPeople;

/** How a form with people in its texts is answered: shown again with the words and the tick, or with the words in red. */
export type RejectedForm =
  | { readonly response_action: "update"; readonly view: ModalView }
  | { readonly response_action: "errors"; readonly errors: FieldErrors };

const NOT_A_PERSON = "not_a_person";
const wordsBeside = (field: string) => `reads_like_a_person_${field}`;
const isOurs = (id = "") => id === NOT_A_PERSON || id.startsWith(wordsBeside(""));

/** Slack takes ten. */
const MOST_TICKS = 10;

const isInput = (block: KnownBlock | Block): block is InputBlock => block.type === "input";

/** Everything that was typed into a form, by field. */
export const textsOf = ({ blocks, state }: Pick<Form, "blocks" | "state">): readonly TextField[] =>
  blocks.filter(isInput).flatMap(({ block_id: id = "", element }) => {
    if (element.type !== "plain_text_input") return [];
    return [{ id, text: state.values[id]?.[element.action_id ?? ""]?.value ?? "" }];
  });

/** Nothing when a form's texts name nobody, or only words that are ticked as no person. */
export function rejectedForm(form: Form, members: readonly MemberName[]): RejectedForm | undefined {
  const ticked = new Set(tickedIn(form));
  const all = textsOf(form).map((field) => ({ ...field, people: findPersonWords(field.text, members) }));
  const found = all
    .map((field) => ({
      ...field,
      people: field.people.filter(({ word, keepable }) => !keepable || !ticked.has(valueOf(word))),
    }))
    .filter(({ people }) => people.length > 0);
  if (found.length === 0) return undefined;
  const words = new Map(found.map((field) => [field.id, fieldWords(field, members)]));
  if (isSaidAlready(form, found)) return { response_action: "errors", errors: Object.fromEntries(words) };
  return { response_action: "update", view: drawnAgain(form, words, ticks(all), ticked) };
}

const valueOf = (word: string): string => wordKey(word).slice(0, 75);

const tickedIn = ({ state }: Form): string[] =>
  state.values[NOT_A_PERSON]?.[NOT_A_PERSON]?.selected_options?.map(({ value }) => value) ?? [];

/** The words that can be ticked, each once. */
function ticks(fields: readonly Found[]): ReadonlyMap<string, string> {
  const keepable = fields.flatMap(({ people }) => people).filter((one) => one.keepable);
  const each = new Map(keepable.toReversed().map(({ word }) => [valueOf(word), word]));
  return new Map([...each].toReversed().slice(0, MOST_TICKS));
}

/** Whether the form shows its words and ticks already, so that it was sent again as it was. */
function isSaidAlready({ blocks }: Form, found: readonly Found[]): boolean {
  const beside = blocks.map(({ block_id: id = "" }) => id).filter((id) => id.startsWith(wordsBeside("")));
  const offered = new Set(
    blocks
      .filter(isInput)
      .flatMap(({ element }) => (element.type === "checkboxes" ? element.options : []))
      .map(({ value }) => value),
  );
  return (
    beside.length === found.length &&
    found.every(({ id }) => beside.includes(wordsBeside(id))) &&
    [...ticks(found).keys()].every((word) => offered.has(word))
  );
}

/**
 * The form again, whichever it is: the words stand above their fields, the ticks at the end. What was typed stays, since
 * Slack keeps it where block and action ids stay.
 */
function drawnAgain(
  form: Form,
  words: ReadonlyMap<string, string>,
  offered: ReadonlyMap<string, string>,
  ticked: ReadonlySet<string>,
): ModalView {
  const fields = form.blocks
    .filter(({ block_id: id }) => !isOurs(id))
    .flatMap((block) => {
      const said = words.get(block.block_id ?? "");
      if (said === undefined) return [block];
      return [{ ...paragraph([said]), block_id: wordsBeside(block.block_id ?? "") }, block];
    });
  const tick = checkInput({
    id: NOT_A_PERSON,
    label: "Not a person",
    hint: "Tick what is only a word here, such as Grace in grace period.",
    options: [...offered].map(([value, word]) => option(value, `“${clip(word, 50)}” is not a person`)),
    initial: ticked,
  });
  return {
    type: "modal",
    callback_id: form.callback_id,
    private_metadata: form.private_metadata,
    title: plain(form.title.text),
    ...(form.submit && { submit: plain(form.submit.text) }),
    ...(form.close && { close: plain(form.close.text) }),
    blocks: offered.size > 0 ? [...fields, tick] : fields,
  };
}
