import type { Placed } from "#sandbox/slack/state/blocks.ts";
import type { JsonObject, Option } from "#sandbox/slack/state/shapes.ts";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import type { ViewRecord } from "#sandbox/slack/state/state.ts";
import { shapeOf } from "#sandbox/slack/state/view-state.ts";

/** What a person enters: text, a date, an option by its text or value, a list of options, or null to clear. */
export type Entry = string | readonly string[] | null;

function optionsOf({ element }: Placed): Option[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
}

export function findOption(placed: Placed, wanted: string): Option {
  const options = optionsOf(placed);
  const found =
    options.find((option) => option.value === wanted) ??
    options.find((option) => option.text.text === wanted);
  if (!found) {
    const texts = options.map((option) => option.text.text).join(", ");
    throw new Error(`${placed.blockId} does not offer "${wanted}", only: ${texts}.`);
  }
  return found;
}

/** The element's state after a person has entered something. */
export function stateAfterEntry(placed: Placed, entry: Entry): JsonObject {
  const shape = shapeOf(placed.element);
  if (!shape) throw new Error(`A ${placed.element.type} takes no entry.`);
  const type = placed.element.type;
  const isMultiple = Array.isArray(shape.empty);
  if (entry === null || entry === "") return { type, [shape.key]: shape.empty };
  if (isMultiple !== (typeof entry !== "string")) {
    throw new Error(`${placed.blockId} takes ${isMultiple ? "a list" : "one entry"}.`);
  }
  if (shape.key === "selected_options" && typeof entry !== "string") {
    return { type, [shape.key]: entry.map((wanted) => findOption(placed, wanted)) };
  }
  if (shape.key === "selected_option" && typeof entry === "string") {
    return { type, [shape.key]: findOption(placed, entry) };
  }
  return { type, [shape.key]: entry };
}

/** Finds a field by block id, label or action id. */
export function findField(view: ViewRecord, name: string): Placed {
  const fields = placedElements(view.content.blocks).filter(({ element }) => shapeOf(element));
  const found =
    fields.find(({ blockId }) => blockId === name) ??
    fields.find(({ block }) => block.label?.text === name) ??
    fields.find(({ actionId }) => actionId === name);
  if (!found) {
    const labels = fields.map(({ block, blockId }) => block.label?.text ?? blockId).join(", ");
    throw new Error(`No field "${name}" in this view, only: ${labels}.`);
  }
  return found;
}

/** The errors of Slack's client before it submits a form, by block id. */
export function clientErrors(view: ViewRecord): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const placed of placedElements(view.content.blocks)) {
    if (placed.block.type !== "input") continue;
    const error = clientError(placed, view.values[placed.blockId]?.[placed.actionId]);
    if (error) errors[placed.blockId] = error;
  }
  return errors;
}

function clientError({ block, element }: Placed, state: JsonObject | undefined): string | undefined {
  const shape = shapeOf(element);
  const value = shape && state?.[shape.key];
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (empty) return block.optional ? undefined : "Please complete this required field.";
  if (typeof value !== "string") return undefined;
  if (element.type === "number_input") return numberError(element, value);
  const { min_length: min, max_length: max } = element;
  if (typeof min === "number" && value.length < min) return `Must be at least ${min} characters.`;
  if (typeof max === "number" && value.length > max) return `Must be at most ${max} characters.`;
  return undefined;
}

function numberError(limits: JsonObject, value: string): string | undefined {
  const decimal = limits["is_decimal_allowed"] === true;
  if (!(decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(value)) return "Please enter a valid number.";
  const { min_value: min, max_value: max } = limits;
  if (typeof min === "string" && Number(value) < Number(min)) return `Must be at least ${min}.`;
  if (typeof max === "string" && Number(value) > Number(max)) return `Must be at most ${max}.`;
  return undefined;
}
