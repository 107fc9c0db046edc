import { useState } from "react";
import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";
import type { PageView } from "#sandbox/page/page-state.ts";
import { entryOf, sameEntry } from "#sandbox/page/client/controls/entry-of.ts";
import type { FieldAt, Form } from "./form-context.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

type Drafts = Readonly<Record<string, { readonly field: FieldAt; readonly entry: PageEntry }>>;

const keyOf = ({ block, element }: FieldAt) => `${block}/${element.action_id}/${element.type}`;

/** A form's drafts, kept until the field is left or the form is submitted. Fields with `dispatch` are sent at once. */
export function useFormOf(view: PageView): Form & { readonly changed: () => Record<string, PageEntry> } {
  const { act } = usePage();
  const [drafts, setDrafts] = useState<Drafts>({});
  const saved = ({ block, element }: FieldAt) => entryOf(view.values[block]?.[element.action_id]);
  const entry = (field: FieldAt) => {
    const draft = drafts[keyOf(field)];
    return draft ? draft.entry : saved(field);
  };
  const changedIn = (next: Drafts) =>
    Object.fromEntries(
      Object.values(next)
        .filter(({ field, entry }) => !field.dispatch && !sameEntry(entry, saved(field)))
        .filter(({ field }) => view.content.blocks.some(({ block_id: id }) => id === field.block))
        .map(({ field, entry }) => [field.block, entry]),
    );

  return {
    entry,
    error: (block) => view.errors[block],
    change(field, entry) {
      const next = { ...drafts, [keyOf(field)]: { field, entry } };
      setDrafts(next);
      if (!field.dispatch || isText(field)) return;
      // The other drafts go first: the app may use them to update the form.
      void act({ kind: "fill", view: view.id, entries: { ...changedIn(next), [field.block]: entry } });
    },
    leave(field) {
      const draft = drafts[keyOf(field)];
      if (!draft || sameEntry(draft.entry, saved(field))) return;
      void act({ kind: "fill", view: view.id, entries: { [field.block]: draft.entry } });
    },
    changed: () => changedIn(drafts),
  };
}

const isText = ({ element }: FieldAt) => element.type.endsWith("_input");
