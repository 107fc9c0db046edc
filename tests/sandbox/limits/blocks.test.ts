import { describe, test } from "vitest";

import * as s from "./samples.ts";

const { actions, button, divider, mrkdwn, plain, rich, richSection, section, words } = s;

const list = (more: object) =>
  rich({
    type: "rich_text_list",
    style: "bullet",
    elements: [{ type: "rich_text_section", elements: [words()] }],
    ...more,
  });
const quote = (more: object) => rich({ type: "rich_text_quote", elements: [words()], ...more });
const code = (element: object) => rich({ type: "rich_text_preformatted", elements: [element] });
const date = (format: string) => richSection({ type: "date", timestamp: 1, format });
const time = (initial_time: string) => actions({ type: "timepicker", initial_time });
const datePicker = (initial_date: string) => actions({ type: "datepicker", initial_date });
const dateTime = (initial_date_time: number) => actions({ type: "datetimepicker", initial_date_time });
const element = "/elements/0";
const inline = "/elements/0/elements/0";

/** Each example is the only block of a message. */
const blocks: [rule: string, accepted: object, refused: object, pointer: string][] = [
  ["refuses an unknown block type", divider(), { type: "confetti" }, "/type"],
  ["refuses a block without a type", divider(), {}, ""],
  [
    "refuses a file block, which only Slack can add",
    divider(),
    { type: "file", source: "remote", external_id: "x" },
    "/type",
  ],
  ["refuses an unknown property", divider(), divider({ colour: "red" }), ""],
  [
    "requires text or fields in a section",
    { type: "section", fields: [plain("x")] },
    { type: "section" },
    "",
  ],
  [
    "refuses an input element as a section's accessory",
    section({ accessory: button() }),
    section({ accessory: s.typed() }),
    "/accessory/type",
  ],
  [
    "allows emoji in plain_text only",
    section({ text: { ...plain("x"), emoji: true } }),
    section({ text: { ...mrkdwn("x"), emoji: true } }),
    "/text",
  ],
  [
    "allows verbatim in mrkdwn only",
    section({ text: { ...mrkdwn("x"), verbatim: true } }),
    section({ text: { ...plain("x"), verbatim: true } }),
    "/text",
  ],
  ["requires plain_text in a header", s.header(plain("x")), s.header(mrkdwn("x")), "/text/type"],
  [
    "refuses a button in a context",
    s.context(s.image(), mrkdwn("x")),
    s.context(button()),
    `${element}/type`,
  ],
  ["refuses an input element in actions", actions(button()), actions(s.typed()), `${element}/type`],
  [
    "requires plain_text on a button",
    actions(button()),
    actions(button({ text: mrkdwn("x") })),
    `${element}/text/type`,
  ],
  [
    "requires a valid URL on a button",
    actions(button({ url: "https://x.org" })),
    actions(button({ url: "x" })),
    `${element}/url`,
  ],
  [
    "refuses an unknown button style",
    actions(button({ style: "danger" })),
    actions(button({ style: "default" })),
    `${element}/style`,
  ],
  [
    "refuses an unknown button property",
    actions(button()),
    actions(button({ placeholder: plain("x") })),
    element,
  ],
  [
    "refuses a date that does not exist",
    datePicker("2028-02-29"),
    datePicker("2027-02-29"),
    `${element}/initial_date`,
  ],
  [
    "requires dates as YYYY-MM-DD",
    datePicker("2027-01-05"),
    datePicker("2027-1-5"),
    `${element}/initial_date`,
  ],
  ["refuses a time that does not exist", time("23:59"), time("24:00"), `${element}/initial_time`],
  [
    "requires a date and time in seconds",
    dateTime(1_800_000_000),
    dateTime(1_800_000_000_000),
    `${element}/initial_date_time`,
  ],
  ["requires alt text for an image", s.image(), s.image({ alt_text: undefined }), ""],
  ["refuses an image with two sources", s.image(), s.image({ slack_file: { id: "F1" } }), ""],
  ["requires a web URL for an image", s.image(), s.image({ image_url: "file:///a.png" }), "/image_url"],
  ["refuses a card with only a subtitle", s.card(), { type: "card", subtitle: mrkdwn("x") }, ""],
];

const richText: typeof blocks = [
  [
    "refuses an unknown part",
    richSection(words()),
    rich({ type: "rich_text_poem", elements: [words()] }),
    `${element}/type`,
  ],
  ["refuses an unknown element", richSection(words()), richSection({ type: "song" }), `${inline}/type`],
  [
    "refuses an unknown style",
    richSection({ ...words(), style: { bold: true } }),
    richSection({ ...words(), style: { blink: true } }),
    `${inline}/style`,
  ],
  [
    "requires emoji names without colons",
    richSection({ type: "emoji", name: "dart" }),
    richSection({ type: "emoji", name: ":dart:" }),
    `${inline}/name`,
  ],
  [
    "requires a URL for a link",
    richSection({ type: "link", url: "https://x.org" }),
    richSection({ type: "link", url: "" }),
    `${inline}/url`,
  ],
  ["requires a user id", richSection({ type: "user", user_id: "U1" }), richSection({ type: "user" }), inline],
  [
    "refuses an empty channel id",
    richSection({ type: "channel", channel_id: "C1" }),
    richSection({ type: "channel", channel_id: "" }),
    `${inline}/channel_id`,
  ],
  [
    "refuses an unknown date token",
    date("on {date_short_pretty} at {time}"),
    date("{when}"),
    `${inline}/format`,
  ],
  ["allows only sections in a list", list({}), list({ elements: [words()] }), `${inline}/type`],
  ["refuses an unknown list style", list({ style: "ordered" }), list({ style: "stars" }), `${element}/style`],
  ["limits a list's indent to 8", list({ indent: 8 }), list({ indent: 9 }), `${element}/indent`],
  ["limits a quote's border to 1", quote({ border: 1 }), quote({ border: 2 }), `${element}/border`],
  [
    "refuses emojis in preformatted text",
    code(words()),
    code({ type: "emoji", name: "dart" }),
    `${inline}/type`,
  ],
];

const data: typeof blocks = [
  ["requires a chart title", s.chart(), { type: "data_visualization", chart: s.pie(1) }, ""],
  [
    "refuses an unknown chart type",
    s.chart(s.bars(1, ["x"])),
    s.chart({ ...s.bars(1, ["x"]), type: "radar" }),
    "/chart/type",
  ],
  [
    "requires series to have the labels of the categories",
    s.chart(s.bars(2, ["x", "y"])),
    s.chart(s.bars(1, ["x", "y"], ["y", "x"])),
    "/chart/series/0/data",
  ],
  [
    "requires unique categories",
    s.chart(s.bars(1, ["x", "y"])),
    s.chart(s.bars(1, ["x", "x"])),
    "/chart/axis_config/categories",
  ],
  ["requires positive segments", s.chart(s.pie(0.1)), s.chart(s.pie(0)), "/chart/segments/0/value"],
  [
    "requires a caption for a data table",
    s.dataTable([s.cells(1)]),
    s.dataTable([s.cells(1)], ""),
    "/caption",
  ],
  [
    "requires rows of equal length",
    s.dataTable([s.cells(2), s.cells(2)]),
    s.dataTable([s.cells(2), s.cells(1)]),
    "/rows",
  ],
  [
    "refuses rich text in a header row",
    s.dataTable([s.cells(1), [richSection(words())]]),
    s.dataTable([[richSection(words())]]),
    "/rows/0/0/type",
  ],
];

describe.each([
  ["blocks", blocks],
  ["rich text", richText],
  ["data", data],
])("%s", (_, rules) => {
  test.each(rules)("%s", (_rule, accepted, refused, pointer) => {
    s.expectRule(s.message(accepted), s.message(refused), `/blocks/0${pointer}`);
  });
});
