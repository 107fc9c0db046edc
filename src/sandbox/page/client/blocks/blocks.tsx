import type { PageMessage, PageView } from "#sandbox/page/page-state.ts";
import type { GestureTarget } from "#sandbox/page/gesture-shapes.ts";
import { Control } from "#sandbox/page/client/controls/control.tsx";
import { RenderedBlocks } from "./rendered-blocks.tsx";
import { readElement, readElements } from "#sandbox/page/client/controls/element-shapes.ts";
import { Field } from "./field.tsx";

type Block = PageMessage["blocks"][number];

type BlocksProps = {
  readonly blocks: readonly Block[];
  readonly target: GestureTarget;
  /** The elements' values in a form or Home. */
  readonly values: PageView["values"];
};

/** Blocks in order: slack-blocks-to-jsx renders display blocks; interactive ones are rendered here. */
export function Blocks({ blocks, target, values }: BlocksProps) {
  return (
    <div className="blocks">
      {runsOf(blocks).map((run, index) => {
        const [block] = run;
        const key = block?.block_id ?? index;
        if (!block || !isInteractive(block)) return <RenderedBlocks key={key} blocks={run} />;
        return <InteractiveBlock key={key} block={block} target={target} values={values} />;
      })}
    </div>
  );
}

function InteractiveBlock({
  block,
  target,
  values,
}: { block: Block } & Pick<BlocksProps, "target" | "values">) {
  const id = block.block_id ?? "";
  if (block.type === "input") return <Field block={block} target={target} values={values} />;
  const control = (element: ReturnType<typeof readElements>[number], index: number) => (
    <Control
      key={`${element.action_id}${index}`}
      element={element}
      block={id}
      target={target}
      kept={values[id]?.[element.action_id]}
    />
  );
  if (block.type === "section") {
    const { accessory, ...text } = block;
    const element = readElement(accessory);
    return (
      <div className="with-accessory">
        <RenderedBlocks blocks={[text]} />
        {element && <div className="accessory">{control(element, 0)}</div>}
      </div>
    );
  }
  if (block.type === "card") {
    const { actions, ...card } = block;
    return (
      <>
        <RenderedBlocks blocks={[card]} />
        <div className="actions">{readElements(actions).map(control)}</div>
      </>
    );
  }
  return <div className="actions">{readElements(block["elements"]).map(control)}</div>;
}

function isInteractive(block: Block): boolean {
  switch (block.type) {
    case "input":
    case "actions":
    case "context_actions":
      return true;
    case "section": {
      const { accessory } = block;
      return accessory !== undefined && readElement(accessory)?.type !== "image";
    }
    case "card":
      return block["actions"] !== undefined;
    default:
      return false;
  }
}

/** Groups consecutive display blocks, to render them together. */
function runsOf(blocks: readonly Block[]): Block[][] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.[0] && !isInteractive(last[0]) && !isInteractive(block)) last.push(block);
    else runs.push([block]);
  }
  return runs;
}
