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
const day = (initial_date: string) => actions({ type: "datepicker", initial_date });
const moment = (initial_date_time: number) => actions({ type: "datetimepicker", initial_date_time });
const element = "/elements/0";
const inline = "/elements/0/elements/0";

/** Each is the only block of a message. */
const blocks: [rule: string, accepted: object, refused: object, pointer: string][] = [
  ["known type", divider(), { type: "confetti" }, "/type"],
  ["has a type", divider(), {}, ""],
  ["file comes from Slack only", divider(), { type: "file", source: "remote", external_id: "x" }, "/type"],
  ["known property", divider(), divider({ colour: "red" }), ""],
  ["section has text or fields", { type: "section", fields: [plain("x")] }, { type: "section" }, ""],
  [
    "fit for a section",
    section({ accessory: button() }),
    section({ accessory: s.typed() }),
    "/accessory/type",
  ],
  [
    "emoji is plain text's",
    section({ text: { ...plain("x"), emoji: true } }),
    section({ text: { ...mrkdwn("x"), emoji: true } }),
    "/text",
  ],
  [
    "verbatim is mrkdwn's",
    section({ text: { ...mrkdwn("x"), verbatim: true } }),
    section({ text: { ...plain("x"), verbatim: true } }),
    "/text",
  ],
  ["header is plain", s.header(plain("x")), s.header(mrkdwn("x")), "/text/type"],
  ["fit for a context", s.context(s.image(), mrkdwn("x")), s.context(button()), `${element}/type`],
  ["fit for actions", actions(button()), actions(s.typed()), `${element}/type`],
  ["button is plain", actions(button()), actions(button({ text: mrkdwn("x") })), `${element}/text/type`],
  [
    "button's link",
    actions(button({ url: "https://x.org" })),
    actions(button({ url: "x" })),
    `${element}/url`,
  ],
  [
    "button's style",
    actions(button({ style: "danger" })),
    actions(button({ style: "default" })),
    `${element}/style`,
  ],
  ["known property of a button", actions(button()), actions(button({ placeholder: plain("x") })), element],
  ["date exists", day("2028-02-29"), day("2027-02-29"), `${element}/initial_date`],
  ["date as YYYY-MM-DD", day("2027-01-05"), day("2027-1-5"), `${element}/initial_date`],
  ["time exists", time("23:59"), time("24:00"), `${element}/initial_time`],
  ["moment in seconds", moment(1_800_000_000), moment(1_800_000_000_000), `${element}/initial_date_time`],
  ["image has words", s.image(), s.image({ alt_text: undefined }), ""],
  ["image has one source", s.image(), s.image({ slack_file: { id: "F1" } }), ""],
  ["image is on the web", s.image(), s.image({ image_url: "file:///a.png" }), "/image_url"],
  ["card says something", s.card(), { type: "card", subtitle: mrkdwn("x") }, ""],
];

const richText: typeof blocks = [
  [
    "known part",
    richSection(words()),
    rich({ type: "rich_text_poem", elements: [words()] }),
    `${element}/type`,
  ],
  ["known element", richSection(words()), richSection({ type: "song" }), `${inline}/type`],
  [
    "style",
    richSection({ ...words(), style: { bold: true } }),
    richSection({ ...words(), style: { blink: true } }),
    `${inline}/style`,
  ],
  [
    "emoji",
    richSection({ type: "emoji", name: "dart" }),
    richSection({ type: "emoji", name: ":dart:" }),
    `${inline}/name`,
  ],
  [
    "link",
    richSection({ type: "link", url: "https://x.org" }),
    richSection({ type: "link", url: "" }),
    `${inline}/url`,
  ],
  ["user", richSection({ type: "user", user_id: "U1" }), richSection({ type: "user" }), inline],
  [
    "channel",
    richSection({ type: "channel", channel_id: "C1" }),
    richSection({ type: "channel", channel_id: "" }),
    `${inline}/channel_id`,
  ],
  ["date", date("on {date_short_pretty} at {time}"), date("{when}"), `${inline}/format`],
  ["list of sections", list({}), list({ elements: [words()] }), `${inline}/type`],
  ["list's style", list({ style: "ordered" }), list({ style: "stars" }), `${element}/style`],
  ["list's indent", list({ indent: 8 }), list({ indent: 9 }), `${element}/indent`],
  ["quote's border", quote({ border: 1 }), quote({ border: 2 }), `${element}/border`],
  ["preformatted text", code(words()), code({ type: "emoji", name: "dart" }), `${inline}/type`],
];

const data: typeof blocks = [
  ["chart has a title", s.chart(), { type: "data_visualization", chart: s.pie(1) }, ""],
  ["known chart", s.chart(s.bars(1, ["x"])), s.chart({ ...s.bars(1, ["x"]), type: "radar" }), "/chart/type"],
  [
    "labels are the categories",
    s.chart(s.bars(2, ["x", "y"])),
    s.chart(s.bars(1, ["x", "y"], ["y", "x"])),
    "/chart/series/0/data",
  ],
  [
    "categories differ",
    s.chart(s.bars(1, ["x", "y"])),
    s.chart(s.bars(1, ["x", "x"])),
    "/chart/axis_config/categories",
  ],
  ["segments are positive", s.chart(s.pie(0.1)), s.chart(s.pie(0)), "/chart/segments/0/value"],
  ["data table has a caption", s.dataTable([s.cells(1)]), s.dataTable([s.cells(1)], ""), "/caption"],
  [
    "rows are equally long",
    s.dataTable([s.cells(2), s.cells(2)]),
    s.dataTable([s.cells(2), s.cells(1)]),
    "/rows",
  ],
  [
    "header has no rich text",
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
