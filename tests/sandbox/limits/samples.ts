import { expect } from "vitest";

import { checkMessage, checkView } from "#sandbox/limits/check.ts";

export const a = (length: number): string => "a".repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const plain = (text: string) => ({ type: "plain_text", text });
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });

const option = (value: string) => ({ text: plain(value), value });
export const options = (count: number) => times(count, (index) => option(`option ${index}`));

export const divider = (more: object = {}) => ({ type: "divider", ...more });
export const section = (more: object) => ({ type: "section", text: mrkdwn("Text"), ...more });
export const header = (text: object) => ({ type: "header", text });
export const context = (...elements: object[]) => ({ type: "context", elements });
export const actions = (...elements: object[]) => ({ type: "actions", elements });
export const button = (more: object = {}) => ({ type: "button", text: plain("Go"), ...more });
export const image = (more: object = {}) => ({
  type: "image",
  image_url: "https://example.com/a.png",
  alt_text: "A chart",
  ...more,
});
export const card = (more: object = {}) => ({ type: "card", body: mrkdwn("Body"), ...more });
export const markdown = (text: string) => ({ type: "markdown", text });
export const alert = (text: string) => ({ type: "alert", text: plain(text) });

export const typed = (more: object = {}) => ({ type: "plain_text_input", ...more });
export const number = (more: object = {}) => ({
  type: "number_input",
  is_decimal_allowed: true,
  ...more,
});
export const input = (element: object, more: object = {}) => ({
  type: "input",
  label: plain("Label"),
  element,
  ...more,
});

export const words = (text = "Words") => ({ type: "text", text });
export const rich = (...elements: object[]) => ({ type: "rich_text", elements });
export const richSection = (...elements: object[]) => rich({ type: "rich_text_section", elements });

const series = (name: string, labels: string[]) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
});
export const bars = (count: number, labels: string[], categories = labels) => ({
  type: "bar",
  series: times(count, (index) => series(`series ${index}`, labels)),
  axis_config: { categories },
});
export const pie = (...values: number[]) => ({
  type: "pie",
  segments: values.map((value, index) => ({ label: `label ${index}`, value })),
});
export const chart = (drawing: object = pie(1), title = "Realised value") => ({
  type: "data_visualization",
  title,
  chart: drawing,
});
export const cells = (count: number, text = "x") => times(count, () => ({ type: "raw_text", text }));
export const table = (...rows: object[][]) => ({ type: "table", rows });
export const dataTable = (rows: object[][], caption = "Bets") => ({
  type: "data_table",
  caption,
  rows,
});

export const message = (...blocks: object[]) => ({ text: "Text", blocks });
export const home = (...blocks: object[]) => ({ type: "home", blocks });
export const modal = (blocks: object[], more: object = {}) => ({
  type: "modal",
  title: plain("Place a bet"),
  submit: plain("Place"),
  blocks,
  ...more,
});
export const field = (element: object) => modal([input(element)]);

/** What is accepted, what is refused, and where. */
export type Rule = readonly [rule: string, accepted: unknown, refused: unknown, pointer: string];

export function expectRule(accepted: unknown, refused: unknown, pointer: string): void {
  expect(problemsOf(accepted)).toEqual([]);
  expect(problemsOf(refused).map((problem) => problem.pointer)).toContain(pointer);
}

const problemsOf = (subject: unknown) =>
  typeof subject === "object" && subject !== null && "type" in subject
    ? checkView(subject)
    : checkMessage(subject);
