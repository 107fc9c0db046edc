import { expect } from "vitest";

import { checkMessage, checkView } from "#sandbox/limits/check.ts";

export const a = (length: number): string => "a".repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const plain = (text: string) => ({ type: "plain_text", text });
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });

const option = (value: string) => ({ text: plain(value), value });
export const options = (count: number) => times(count, (index) => option(`option ${index}`));

export const divider = (extra: object = {}) => ({ type: "divider", ...extra });
export const section = (extra: object) => ({ type: "section", text: mrkdwn("Text"), ...extra });
export const header = (text: object) => ({ type: "header", text });
export const context = (...elements: object[]) => ({ type: "context", elements });
export const actions = (...elements: object[]) => ({ type: "actions", elements });
export const button = (extra: object = {}) => ({ type: "button", text: plain("Go"), ...extra });
export const image = (extra: object = {}) => ({
  type: "image",
  image_url: "https://example.com/a.png",
  alt_text: "A chart",
  ...extra,
});
export const card = (extra: object = {}) => ({ type: "card", body: mrkdwn("Body"), ...extra });
export const markdown = (text: string) => ({ type: "markdown", text });
export const alert = (text: string) => ({ type: "alert", text: plain(text) });

export const typed = (extra: object = {}) => ({ type: "plain_text_input", ...extra });
export const number = (extra: object = {}) => ({
  type: "number_input",
  is_decimal_allowed: true,
  ...extra,
});
export const input = (element: object, extra: object = {}) => ({
  type: "input",
  label: plain("Label"),
  element,
  ...extra,
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
export const chart = (definition: object = pie(1), title = "Realised value") => ({
  type: "data_visualization",
  title,
  chart: definition,
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
export const modal = (blocks: object[], extra: object = {}) => ({
  type: "modal",
  title: plain("Place a bet"),
  submit: plain("Place"),
  blocks,
  ...extra,
});
export const field = (element: object) => modal([input(element)]);

/** A rule with an accepted and a refused example, and a pointer to the problem. */
export type Rule = readonly [rule: string, accepted: unknown, refused: unknown, pointer: string];

export function expectRule(accepted: unknown, refused: unknown, pointer: string): void {
  expect(problemsOf(accepted)).toEqual([]);
  expect(problemsOf(refused).map((problem) => problem.pointer)).toContain(pointer);
}

const problemsOf = (subject: unknown) =>
  typeof subject === "object" && subject !== null && "type" in subject
    ? checkView(subject)
    : checkMessage(subject);
