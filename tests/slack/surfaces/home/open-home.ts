import type { Block } from "#sandbox/slack/state/shapes.ts";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import type { Stage } from "#tests/support/stage.ts";

export const shown = (content: unknown): string => JSON.stringify(content).replaceAll("\u00a0", " ");

export async function openHome(s: Stage, user = "U0ANA") {
  const person = s.slack.as(user);
  await person.openHome();
  const home = () => {
    const view = person.home();
    if (!view) throw new Error("There is no Home.");
    return view;
  };
  return { person, home, text: () => shown(home().content), lines: () => linesOf(home()) };
}

/** A view as it reads: a line for each block, its buttons in brackets. */
export function linesOf({ content }: { content: { blocks: readonly Block[] } }): string[] {
  return content.blocks.map((block) => {
    const controls = placedElements([block]).map(({ element }) => {
      if (element.type === "overflow") return "…";
      const text = element.text?.text ?? "";
      return element.type === "button" ? `[${text}]` : `${textsOf(element["initial_option"]).join()} ▾`;
    });
    const words = block.type === "actions" ? [] : textsOf({ ...block, accessory: undefined });
    return [words.join("").replaceAll("\n", " / "), ...controls]
      .filter(Boolean)
      .join(" ")
      .replaceAll("\u00a0", " ");
  });
}

/** Every text within, in order. */
const textsOf = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === "text" && typeof inner === "string" ? [inner] : textsOf(inner),
  );
};
