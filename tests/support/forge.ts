import { placedElements } from "#sandbox/slack/state/blocks.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";

/** Gives the buttons with an action id a forged value or action id, to test that a click's payload is not trusted. */
export function forge(
  blocks: readonly Block[],
  actionId: string,
  forged: { readonly value?: string; readonly action_id?: string },
): void {
  for (const block of blocks)
    if (block.type === "actions") {
      const elements = placedElements([block]).map(({ element }) =>
        element.action_id === actionId ? { ...element, ...forged } : element,
      );
      Object.assign(block, { elements });
    }
}
