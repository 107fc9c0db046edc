import { placedElements } from "./blocks.ts";
import type { Block, Element, JsonObject } from "./shapes.ts";

/** `view.state.values`: by block id, then by action id. */
export type ViewValues = Record<string, Record<string, JsonObject>>;

interface StateShape {
  readonly key: string;
  readonly initial: string;
  readonly empty: null | readonly never[];
}

const text: StateShape = { key: "value", initial: "initial_value", empty: null };
const oneOption: StateShape = { key: "selected_option", initial: "initial_option", empty: null };
const options: StateShape = { key: "selected_options", initial: "initial_options", empty: [] };
const one = (noun: string): StateShape => ({
  key: `selected_${noun}`,
  initial: `initial_${noun}`,
  empty: null,
});
const many = (noun: string): StateShape => ({
  key: `selected_${noun}`,
  initial: `initial_${noun}`,
  empty: [],
});

const SHAPES: Readonly<Record<string, StateShape>> = {
  plain_text_input: text,
  number_input: text,
  email_text_input: text,
  url_text_input: text,
  rich_text_input: { key: "rich_text_value", initial: "initial_value", empty: null },
  static_select: oneOption,
  external_select: oneOption,
  radio_buttons: oneOption,
  checkboxes: options,
  multi_static_select: options,
  multi_external_select: options,
  datepicker: one("date"),
  timepicker: one("time"),
  datetimepicker: one("date_time"),
  users_select: one("user"),
  conversations_select: one("conversation"),
  channels_select: one("channel"),
  multi_users_select: many("users"),
  multi_conversations_select: many("conversations"),
  multi_channels_select: many("channels"),
};

/** How an element keeps what was entered; undefined for buttons and menus, which keep nothing. */
export const shapeOf = (element: Element): StateShape | undefined => SHAPES[element.type];

/** The values of a fresh or updated view: what was typed stays where block id, action id and type stayed. */
export function valuesOf(blocks: readonly Block[], before: ViewValues = {}): ViewValues {
  const values: ViewValues = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const shape = shapeOf(element);
    if (!shape) continue;
    const kept = before[blockId]?.[actionId];
    const fresh = { type: element.type, [shape.key]: element[shape.initial] ?? shape.empty };
    values[blockId] = { ...values[blockId], [actionId]: kept?.["type"] === element.type ? kept : fresh };
  }
  return values;
}
