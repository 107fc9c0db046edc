import type { ButtonAction } from "@slack/bolt";
import type { Overflow } from "@slack/types";
import { z } from "zod";
import { plain } from "./blocks.ts";

/** A button folded away in a menu. */
export type MenuItem = { readonly label: string; readonly actionId: string; readonly value: string };

/** An overflow menu, whose options are buttons: at most five. */
export const menu = (actionId: string, items: readonly MenuItem[]): Overflow => ({
  type: "overflow",
  action_id: actionId,
  options: items.map(({ label, actionId: button, value }) => ({
    text: plain(label),
    value: `${button}/${value}`,
  })),
});

const chosenSchema = z.object({
  type: z.literal("overflow"),
  selected_option: z.object({ value: z.string().regex(/^[^/]+\/./) }),
});

/**
 * The button that was chosen in one of these menus, as if it had been clicked. Undefined for any other action, such as
 * that of an overflow menu whose options are no buttons.
 */
export function buttonChosen(menus: ReadonlySet<string>, action: ButtonAction): ButtonAction | undefined {
  if (!menus.has(action.action_id)) return undefined;
  const chosen = chosenSchema.safeParse(action);
  if (!chosen.success) return undefined;
  const { value } = chosen.data.selected_option;
  const end = value.indexOf("/");
  return { ...action, type: "button", action_id: value.slice(0, end), value: value.slice(end + 1) };
}
