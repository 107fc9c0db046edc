import { placedElements } from "#sandbox/slack/state/blocks.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";

/** Gives the buttons with an action id a forged value or action id, to test that a click's payload is not trusted. */
export function forge(
  blocks: readonly Block[],
  actionId: string,
  forged: Readonly<Record<string, unknown>>,
): void {
  for (const block of blocks) {
    const elements = placedElements([block]).map(({ element }) =>
      element.action_id === actionId ? { ...element, ...forged } : element,
    );
    if (block.type === "actions") Object.assign(block, { elements });
    else if (block.type === "section" && elements.length > 0)
      Object.assign(block, { accessory: elements[0] });
  }
}
