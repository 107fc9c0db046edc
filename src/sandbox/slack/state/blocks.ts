import { z } from "zod";
import { type Block, type Element, element } from "./shapes.ts";

export interface Placed {
  readonly block: Block;
  readonly blockId: string;
  readonly actionId: string;
  readonly element: Element;
}

const elements = z.array(element);

function elementsOf(block: Block): readonly Element[] {
  switch (block.type) {
    case "input":
      return [element.parse(block["element"])];
    case "actions":
    case "context_actions":
      return elements.parse(block["elements"]);
    case "section":
      return block["accessory"] === undefined ? [] : [element.parse(block["accessory"])];
    case "card":
      return elements.parse(block["actions"] ?? []);
    default:
      return [];
  }
}

/** Every interactive element with its block id and action id. Blocks must already have ids (see `withIds`). */
export function placedElements(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      block,
      blockId: block.block_id ?? "",
      actionId: element.action_id ?? "",
      element,
    })),
  );
}

/** Gives new ids to blocks and elements that have none, as Slack does. */
export function withIds(blocks: readonly Block[], newId: (prefix: string) => string): Block[] {
  return blocks.map((block) => {
    const named = elementsOf(block).map((element) =>
      Object.assign({}, element, { action_id: element.action_id ?? newId("a") }),
    );
    const withId = { ...block, block_id: block.block_id ?? newId("b") };
    switch (block.type) {
      case "input":
        return { ...withId, element: named[0] };
      case "actions":
      case "context_actions":
        return { ...withId, elements: named };
      case "section":
        return named.length === 0 ? withId : { ...withId, accessory: named[0] };
      case "card":
        return named.length === 0 ? withId : { ...withId, actions: named };
      default:
        return withId;
    }
  });
}
