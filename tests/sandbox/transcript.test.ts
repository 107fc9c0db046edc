import { expect, test } from "vitest";
import { type TranscriptMessage, renderChannel } from "#sandbox/transcript.ts";

const message = (more: Partial<TranscriptMessage>): TranscriptMessage => ({
  author: "Ourcome",
  at: Temporal.Instant.from("2026-12-11T15:00:00Z"),
  text: "",
  blocks: [],
  reactions: [],
  edited: false,
  replies: [],
  ...more,
});
const options = { timeZone: "Europe/Berlin", names: new Map([["U1", "Dana"]]) };
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const rendered = (...blocks: TranscriptMessage["blocks"]) =>
  renderChannel([message({ blocks })], options)
    .split("\n")
    .slice(3)
    .map((line) => line.slice(2));

test("renders a channel by day, with indented threads and counted reactions", () => {
  const channel = renderChannel(
    [
      message({
        edited: true,
        text: "A card",
        reactions: [{ name: "eyes", count: 2 }],
        replies: [
          message({ author: "Dana", text: "Two\nlines", at: Temporal.Instant.from("2026-12-12T08:05:00Z") }),
        ],
      }),
      message({ text: "Next", at: Temporal.Instant.from("2026-12-14T09:00:00Z") }),
    ],
    options,
  );
  expect(channel).toBe(
    [
      "---- Friday, 11 December 2026 ----",
      "",
      "Fri 11 Dec, 16:00  Ourcome (edited)",
      "  A card",
      "  :eyes: 2",
      "    | Sat 12 Dec, 09:05  Dana",
      "    |   Two",
      "    |   lines",
      "",
      "---- Monday, 14 December 2026 ----",
      "",
      "Mon 14 Dec, 10:00  Ourcome",
      "  Next",
    ].join("\n"),
  );
});

test("renders blocks as a reader sees them", () => {
  expect(
    rendered(
      { type: "header", text: { type: "plain_text", text: "Growth" } },
      {
        type: "section",
        text: mrkdwn("*Bold* by <@U1> &amp; <https://x.test|a link>\n<!date^1^{date}|11 Dec>"),
      },
      { type: "section", fields: [mrkdwn("One"), mrkdwn("Two")], accessory: { type: "overflow" } },
      { type: "divider" },
      { type: "context", elements: [mrkdwn("left"), { type: "plain_text", text: "<right>" }] },
      {
        type: "actions",
        elements: [
          { type: "button", text: { type: "plain_text", text: "Looks right" } },
          { type: "static_select", placeholder: { type: "plain_text", text: "Pick" } },
        ],
      },
    ),
  ).toEqual([
    "## Growth",
    "*Bold* by @Dana & a link (https://x.test)",
    "11 Dec",
    "One",
    "Two",
    "[ … ]",
    "--------",
    "left · <right>",
    "[ Looks right ]  [ Pick ▾ ]",
  ]);
});

test("keeps lists, quotes and styles of rich text", () => {
  const text = (text: string, style?: object) => ({ type: "text", text, style });
  expect(
    rendered({
      type: "rich_text",
      elements: [
        { type: "rich_text_section", elements: [text("Bet #12 ", { bold: true }), text("is <open>\n")] },
        {
          type: "rich_text_list",
          style: "ordered",
          elements: [
            { type: "rich_text_section", elements: [text("ask")] },
            {
              type: "rich_text_section",
              elements: [
                { type: "user", user_id: "U1" },
                { type: "emoji", name: "eyes" },
              ],
            },
          ],
        },
        { type: "rich_text_quote", elements: [{ type: "link", url: "https://x.test" }] },
      ],
    }),
  ).toEqual(["*Bet #12* is <open>", "1. ask", "2. @Dana:eyes:", "> https://x.test"]);
});

test("renders a chart as bars", () => {
  const data = [
    { label: "#9", value: -50 },
    { label: "#12", value: 100 },
    { label: "#14", value: 0 },
  ];
  expect(
    rendered({
      type: "data_visualization",
      title: "Realised value",
      chart: {
        type: "bar",
        series: [{ name: "% of what we aimed for", data }],
        axis_config: { categories: [] },
      },
    }),
  ).toEqual([
    "(chart) Realised value",
    "% of what we aimed for",
    `  #9   ${"░".repeat(12)} -50`,
    `  #12  ${"█".repeat(24)} 100`,
    "  #14   0",
  ]);
});
