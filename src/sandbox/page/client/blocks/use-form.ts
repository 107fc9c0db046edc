import { useState } from "react";
import type { PageEntry } from "#sandbox/page/gesture-shapes.ts";
import type { PageView } from "#sandbox/page/page-state.ts";
import { entryOf, sameEntry } from "#sandbox/page/client/controls/entry-of.ts";
import type { FieldAt, Form } from "./form-context.ts";
import { usePage } from "#sandbox/page/client/page-context.ts";

type Drafts = Readonly<Record<string, { readonly field: FieldAt; readonly entry: PageEntry }>>;

const keyOf = ({ block, element }: FieldAt) => `${block}/${element.action_id}/${element.type}`;

/** What is typed into a form, kept here until it is left or sent; the app hears at once of what it asked to. */
export function useFormOf(view: PageView): Form & { readonly changed: () => Record<string, PageEntry> } {
  const { act } = usePage();
  const [drafts, setDrafts] = useState<Drafts>({});
  const kept = ({ block, element }: FieldAt) => entryOf(view.values[block]?.[element.action_id]);
  const entry = (field: FieldAt) => {
    const draft = drafts[keyOf(field)];
    return draft ? draft.entry : kept(field);
  };
  const changedIn = (all: Drafts) =>
    Object.fromEntries(
      Object.values(all)
        .filter(({ field, entry }) => !field.dispatch && !sameEntry(entry, kept(field)))
        .filter(({ field }) => view.content.blocks.some(({ block_id: id }) => id === field.block))
        .map(({ field, entry }) => [field.block, entry]),
    );

  return {
    entry,
    error: (block) => view.errors[block],
    change(field, entry) {
      const all = { ...drafts, [keyOf(field)]: { field, entry } };
      setDrafts(all);
      if (!field.dispatch || isText(field)) return;
      // What was typed elsewhere goes first: the app may draw the form anew from it.
      void act({ kind: "fill", view: view.id, entries: { ...changedIn(all), [field.block]: entry } });
    },
    leave(field) {
      const draft = drafts[keyOf(field)];
      if (!draft || sameEntry(draft.entry, kept(field))) return;
      void act({ kind: "fill", view: view.id, entries: { [field.block]: draft.entry } });
    },
    changed: () => changedIn(drafts),
  };
}

const isText = ({ element }: FieldAt) => element.type.endsWith("_input");
