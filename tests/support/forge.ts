import { placedElements } from "#sandbox/slack/state/blocks.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";

/** Makes buttons carry what Ourcome never gave them: what their click sends is not to be trusted. */
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
