import type { Button } from "@slack/types";
import { isOnTop, type Learning, type TopFull } from "#domain/learnings/learning.ts";
import { button } from "#slack/kit/blocks.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";

/** Where a learning's button is, and so what is drawn anew after a tap: a retro, or the list that words found. */
export type KeepPlace =
  | { readonly kind: "retro"; readonly retro: string }
  | { readonly kind: "list"; readonly words: string };

/** Leaves room for the learning's id within Slack's limit for a button's value. */
const MAX_WORDS_LENGTH = 1_500;

const MAX_QUOTE_LENGTH = 100;

/** Said after a learning that is on top. */
export const ON_TOP = "on top";

/** *Keep on top*, or *Take off the top* if it is there. */
export function keepButton(learning: Learning, place: KeepPlace): Button {
  const { id, text } = learning;
  const label = isOnTop(learning) ? "Take off the top" : "Keep on top";
  const action = isOnTop(learning) ? ACTIONS.takeLearningOff : ACTIONS.keepLearning;
  const where = place.kind === "retro" ? place.retro : place.words.slice(0, MAX_WORDS_LENGTH);
  return button(label, action, `${id}/${place.kind}/${where}`, {
    accessibility_label: `${label}: ${text}`,
  });
}

/** What a button carries: "<learning>/retro/<retro>" or "<learning>/list/<words>". */
export function readKeepButton(value: string | undefined): {
  readonly learning: string;
  readonly place: KeepPlace;
} {
  const [learning = "", kind, ...rest] = (value ?? "").split("/");
  const where = rest.join("/");
  return {
    learning,
    place: kind === "retro" ? { kind, retro: where } : { kind: "list", words: where },
  };
}

const quoted = ({ text }: Learning): string => `“${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”`;

/** "Kept on top: “…”." or "Taken off the top: “…”." */
export const keptWords = (learning: Learning): string =>
  `${isOnTop(learning) ? "Kept on top" : "Taken off the top"}: ${quoted(learning)}.`;

/** Which learnings are on top, and that one has to go. */
export const topFullWords = ({ onTop }: TopFull): string =>
  `Nothing was changed: ${onTop.length} learnings are on top already, and one of them has to go first. They are ${onTop.map(quoted).join(", ")}. /outcomes learnings shows them first, each with “Take off the top”.`;
