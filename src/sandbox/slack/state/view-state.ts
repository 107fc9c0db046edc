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
const single = (noun: string): StateShape => ({
  key: `selected_${noun}`,
  initial: `initial_${noun}`,
  empty: null,
});
const multiple = (noun: string): StateShape => ({
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
  datepicker: single("date"),
  timepicker: single("time"),
  datetimepicker: single("date_time"),
  users_select: single("user"),
  conversations_select: single("conversation"),
  channels_select: single("channel"),
  multi_users_select: multiple("users"),
  multi_conversations_select: multiple("conversations"),
  multi_channels_select: multiple("channels"),
};

/** Where the state holds an element's value; undefined for buttons and overflow menus, which have none. */
export const shapeOf = (element: Element): StateShape | undefined => SHAPES[element.type];

/** The values of a new or updated view. A value is kept if its block id, action id and element type are unchanged. */
export function valuesOf(blocks: readonly Block[], previous: ViewValues = {}): ViewValues {
  const values: ViewValues = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const shape = shapeOf(element);
    if (!shape) continue;
    const old = previous[blockId]?.[actionId];
    const initial = { type: element.type, [shape.key]: element[shape.initial] ?? shape.empty };
    values[blockId] = { ...values[blockId], [actionId]: old?.["type"] === element.type ? old : initial };
  }
  return values;
}
