import type { ViewOutput } from "@slack/bolt";
import type { Block, InputBlock, KnownBlock, ModalView } from "@slack/types";
import { paragraph, plain } from "#slack/kit/blocks.ts";
import type { FieldErrors } from "#slack/kit/form.ts";
import { checkInput, option } from "#slack/kit/inputs.ts";
import { clip } from "#slack/kit/text.ts";

/** A form as Slack sends it, and as we draw it. */
export type FormView = Pick<
  ViewOutput,
  "blocks" | "state" | "callback_id" | "title" | "submit" | "close" | "private_metadata"
>;

/** Words that can be ticked as not a person, by option value, and those that are ticked. */
export type Ticks = { readonly offered: ReadonlyMap<string, string>; readonly ticked: ReadonlySet<string> };

/**
 * Remarks are errors drawn as text under their fields. Slack cannot update a form and show errors in one answer, so they
 * stand in for errors where the form changes: it gets checkboxes, or shows fields that it hid.
 */
const remarkId = (field: string) => `remark_on_${field}`;
const isRemark = (id = "") => id.startsWith(remarkId(""));

export const NOT_A_PERSON = "not_a_person";

type AnyBlock = KnownBlock | Block;
export const isInput = (block: AnyBlock): block is InputBlock => block.type === "input";

/** The form with a remark under each field that has an error, and checkboxes at its end. Values stay: the ids do. */
export function withRemarks(form: FormView, errors: FieldErrors, { offered, ticked }: Ticks): ModalView {
  const fields = form.blocks
    .filter(({ block_id: id }) => id !== NOT_A_PERSON && !isRemark(id))
    .flatMap((block) => {
      const words = errors[block.block_id ?? ""];
      if (words === undefined) return [block];
      return [block, { ...paragraph([words]), block_id: remarkId(block.block_id ?? "") }];
    });
  const checkboxes = checkInput({
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
    blocks: offered.size > 0 ? [...fields, checkboxes] : fields,
  };
}

/** Whether the form shows just these remarks. */
export function showsRemarks({ blocks }: Pick<FormView, "blocks">, errors: FieldErrors): boolean {
  const remarks = blocks.filter(({ block_id: id }) => isRemark(id));
  return (
    remarks.length === Object.keys(errors).length &&
    Object.entries(errors).every(([field, words]) =>
      remarks.some(
        (remark) =>
          remark.block_id === remarkId(field) &&
          JSON.stringify(remark).includes(JSON.stringify(words).slice(1, -1)),
      ),
    )
  );
}

/** Whether the form offers checkboxes for all these words. */
export function offersTicks({ blocks }: Pick<FormView, "blocks">, words: Iterable<string>): boolean {
  const offered = new Set(
    blocks
      .filter(isInput)
      .flatMap(({ element }) => (element.type === "checkboxes" ? element.options : []))
      .map(({ value }) => value),
  );
  return [...words].every((word) => offered.has(word));
}

/** A form drawn anew, with the remarks and checkboxes of the one before. */
export function withRemarksOf({ blocks: before }: Pick<FormView, "blocks">, view: ModalView): ModalView {
  const withId = (wanted: string) => before.filter(({ block_id: id }) => id === wanted);
  return {
    ...view,
    blocks: [
      ...view.blocks.flatMap((block) => [block, ...withId(remarkId(block.block_id ?? ""))]),
      ...withId(NOT_A_PERSON),
    ],
  };
}
