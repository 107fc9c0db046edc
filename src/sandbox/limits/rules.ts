import type { Finding, Path } from "./findings.ts";
import { BLOCK_SURFACES, ELEMENT_SURFACES, type Surface } from "./surfaces.ts";

/** Rules about more than one block, or about the surface. They also run on what the schemas refuse. */

type Fields = Readonly<Record<string, unknown>>;
type Node = { readonly path: Path; readonly fields: Fields };

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const childNodes = (value: unknown, path: Path): Node[] =>
  (Array.isArray(value) ? [...value] : []).flatMap((fields: unknown, index) =>
    isFields(fields) ? [{ path: [...path, index], fields }] : [],
  );

function nodesIn(value: unknown, path: Path): Node[] {
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(isFields(value) ? value : {});
  return [
    ...(isFields(value) ? [{ path, fields: value }] : []),
    ...entries.flatMap(([key, child]) => nodesIn(child, [...path, key])),
  ];
}

const typeOf = ({ fields }: Node): string => String(fields["type"]);
const isBlock = (type: string): type is keyof typeof BLOCK_SURFACES => Object.hasOwn(BLOCK_SURFACES, type);

function overLimit(
  nodes: readonly Node[],
  size: (node: Node) => number,
  max: number,
  message: string,
): Finding[] {
  let sum = 0;
  const over = nodes.find((node) => (sum += size(node)) > max);
  return over ? [{ path: over.path, message }] : [];
}

function duplicates(nodes: readonly Node[], key: string, message: string): Finding[] {
  const seen = new Set<unknown>();
  return nodes.flatMap(({ path, fields }) => {
    const id = fields[key];
    if (id === undefined) return [];
    const isNew = seen.size < seen.add(id).size;
    return isNew ? [] : [{ path: [...path, key], message }];
  });
}

/** Checks the elements of a block; a card in a carousel or a child of a container counts as its own block. */
function duplicateActionIds(block: Node): Finding[] {
  const inside = nodesIn(block.fields, block.path).slice(1);
  const children = inside.filter((node) => isBlock(typeOf(node)));
  const own = inside.filter(
    ({ path }) => !children.some((child) => child.path.every((key, index) => key === path[index])),
  );
  return [
    ...duplicates(own, "action_id", "must be a unique `action_id` within its block"),
    ...children.flatMap((child) => duplicateActionIds(child)),
  ];
}

const textLength = (value: unknown): number =>
  nodesIn(value, []).reduce((sum, { fields }) => {
    const text = fields["text"];
    return sum + (typeof text === "string" ? text.length : 0);
  }, 0);

const unsupported = (node: Node): Finding => ({
  path: [...node.path, "type"],
  message: `unsupported type: ${typeOf(node)}`,
});

function checkBlocks(blocks: readonly Node[], surface: Surface): Finding[] {
  const nodes = blocks.flatMap(({ fields, path }) => nodesIn(fields, path));
  const ofType = (...types: string[]) => blocks.filter((block) => types.includes(typeOf(block)));
  return [
    ...blocks
      .filter((block) => {
        const type = typeOf(block);
        return isBlock(type) && !BLOCK_SURFACES[type].includes(surface);
      })
      .map(unsupported),
    ...nodes
      .filter((node) => ELEMENT_SURFACES.get(typeOf(node))?.includes(surface) === false)
      .map(unsupported),
    ...duplicates(nodes, "block_id", "must be a unique `block_id`"),
    ...blocks.flatMap((block) => duplicateActionIds(block)),
    ...nodes
      .filter(({ fields }) => fields["focus_on_load"] === true)
      .slice(1)
      .map(({ path }) => ({
        path: [...path, "focus_on_load"],
        message: "must be set on one element only",
      })),
    ...ofType("data_visualization")
      .slice(2)
      .map(({ path }) => ({ path, message: "no more than 2 charts allowed" })),
    ...overLimit(
      ofType("markdown"),
      ({ fields }) => textLength({ text: fields["text"] }),
      12_000,
      "must be less than 12001 characters over all `markdown` blocks",
    ),
    ...overLimit(
      ofType("table", "data_table"),
      ({ fields }) => textLength(fields["rows"]),
      10_000,
      "must be less than 10001 characters over all tables",
    ),
  ];
}

export function messageFindings(message: unknown): Finding[] {
  if (!isFields(message)) return [];
  const attached = childNodes(message["attachments"], ["attachments"]);
  const blocks = [
    ...childNodes(message["blocks"], ["blocks"]),
    ...attached.flatMap(({ path, fields }) => childNodes(fields["blocks"], [...path, "blocks"])),
  ];
  return [...checkBlocks(blocks, "message"), ...undispatchedInputs(blocks)];
}

/** Only a modal can be submitted; elsewhere an input without `dispatch_action` has no effect. */
const undispatchedInputs = (blocks: readonly Node[]): Finding[] =>
  blocks
    .filter((block) => typeOf(block) === "input" && block.fields["dispatch_action"] !== true)
    .map(({ path }) => ({ path, message: "must set `dispatch_action` outside of modals" }));

export function viewFindings(view: unknown): Finding[] {
  if (!isFields(view)) return [];
  const blocks = childNodes(view["blocks"], ["blocks"]);
  if (view["type"] === "home") return [...checkBlocks(blocks, "home"), ...undispatchedInputs(blocks)];

  const input = blocks.find((block) => typeOf(block) === "input");
  return [
    ...checkBlocks(blocks, "modal"),
    ...(input && view["submit"] === undefined
      ? [{ path: input.path, message: "must define `submit` to use an `input` block in modals" }]
      : []),
  ];
}
