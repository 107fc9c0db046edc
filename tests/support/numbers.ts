import type { Stage } from "./stage.ts";

/** The lines of a view's rich text, without bullets. */
export const linesOf = (blocks: unknown): string[] =>
  JSON.stringify(blocks)
    .replaceAll("\u00a0", " ")
    .split(/"type":"rich_text_section"/)
    .map((section) =>
      [...section.matchAll(/"(?:text|fallback)":("(?:[^"\\]|\\.)*")/g)]
        .map(([, text = '""']) => JSON.parse(text) as string)
        .join(""),
    );

/** What *Numbers* shows to somebody, by the button on `/outcomes`. */
export async function numbersOf(s: Stage, user = "U0ANA", channel = "C0GROWTH"): Promise<string[]> {
  const person = s.slack.as(user);
  await person.command(channel, "/outcomes");
  await person.clickButton({ channel, ts: person.ephemerals().at(-1)?.ts ?? "" }, "Numbers");
  const lines = linesOf(person.view().content.blocks);
  await person.closeView();
  return lines;
}
