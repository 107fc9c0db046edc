import { describe, test } from "vitest";

import * as s from "./samples.ts";

const { a, actions, button, field, message, modal, plain, section, times } = s;

/** Each is accepted at the maximum size and refused at one more. */
type Size = readonly [what: string, max: number, make: (size: number) => unknown, pointer: string];

const first = "/blocks/0";
const element = `${first}/elements/0`;
const inField = `${first}/element`;
const ofButton = (more: object) => message(actions(button(more)));
const ofConfirm = (more: object) => ofButton({ confirm: { text: plain("Sure?"), ...more } });
const ofSelect = (more: object) => field({ type: "static_select", ...more });
const grouped = (count: number) =>
  times(count, (index) => ({
    label: plain("Group"),
    options: [{ text: plain("One"), value: `${index}` }],
  }));
const labels = (count: number) => times(count, (index) => `label ${index}`);

const lengths: Size[] = [
  ["message text", 4000, (n) => ({ text: a(n) }), "/text"],
  ["block id", 255, (n) => message(s.divider({ block_id: a(n) })), `${first}/block_id`],
  ["section", 3000, (n) => message(section({ text: plain(a(n)) })), `${first}/text/text`],
  ["field", 2000, (n) => message(section({ fields: [plain(a(n))] })), `${first}/fields/0/text`],
  ["header", 150, (n) => message(s.header(plain(a(n)))), `${first}/text/text`],
  ["markdown", 12_000, (n) => message(s.markdown(a(n))), `${first}/text`],
  ["alert", 200, (n) => modal([s.alert(a(n))]), `${first}/text/text`],
  ["card title", 150, (n) => message(s.card({ title: s.mrkdwn(a(n)) })), `${first}/title/text`],
  ["card body", 200, (n) => message(s.card({ body: s.mrkdwn(a(n)) })), `${first}/body/text`],
  ["image alt text", 2000, (n) => message(s.image({ alt_text: a(n) })), `${first}/alt_text`],
  ["image title", 2000, (n) => message(s.image({ title: plain(a(n)) })), `${first}/title/text`],
  ["action id", 255, (n) => ofButton({ action_id: a(n) }), `${element}/action_id`],
  ["button text", 75, (n) => ofButton({ text: plain(a(n)) }), `${element}/text/text`],
  ["button value", 2000, (n) => ofButton({ value: a(n) }), `${element}/value`],
  ["button label", 75, (n) => ofButton({ accessibility_label: a(n) }), `${element}/accessibility_label`],
  ["button link", 3000, (n) => ofButton({ url: `https://x.org/${a(n - 14)}` }), `${element}/url`],
  ["confirm title", 100, (n) => ofConfirm({ title: plain(a(n)) }), `${element}/confirm/title/text`],
  ["confirm text", 300, (n) => ofConfirm({ text: plain(a(n)) }), `${element}/confirm/text/text`],
  ["confirm button", 30, (n) => ofConfirm({ confirm: plain(a(n)) }), `${element}/confirm/confirm/text`],
  ["deny button", 30, (n) => ofConfirm({ deny: plain(a(n)) }), `${element}/confirm/deny/text`],
  [
    "option text",
    75,
    (n) => ofSelect({ options: [{ text: plain(a(n)), value: "x" }] }),
    `${inField}/options/0/text/text`,
  ],
  [
    "option value",
    75,
    (n) => ofSelect({ options: [{ text: plain("x"), value: a(n) }] }),
    `${inField}/options/0/value`,
  ],
  [
    "option description",
    75,
    (n) => ofSelect({ options: [{ text: plain("x"), value: "x", description: plain(a(n)) }] }),
    `${inField}/options/0/description/text`,
  ],
  ["placeholder", 150, (n) => field(s.typed({ placeholder: plain(a(n)) })), `${inField}/placeholder/text`],
  ["initial text", 3000, (n) => field(s.typed({ initial_value: a(n) })), `${inField}/initial_value`],
  [
    "initial text by max_length",
    5,
    (n) => field(s.typed({ initial_value: a(n), max_length: 5 })),
    `${inField}/initial_value`,
  ],
  ["max_length", 3000, (n) => field(s.typed({ max_length: n })), `${inField}/max_length`],
  ["min_length", 3000, (n) => field(s.typed({ min_length: n })), `${inField}/min_length`],
  ["input label", 2000, (n) => modal([s.input(s.typed(), { label: plain(a(n)) })]), `${first}/label/text`],
  ["input hint", 2000, (n) => modal([s.input(s.typed(), { hint: plain(a(n)) })]), `${first}/hint/text`],
  ["modal title", 24, (n) => modal([s.divider()], { title: plain(a(n)) }), "/title/text"],
  ["modal submit", 24, (n) => modal([s.divider()], { submit: plain(a(n)) }), "/submit/text"],
  ["modal close", 24, (n) => modal([s.divider()], { close: plain(a(n)) }), "/close/text"],
  ["callback id", 255, (n) => modal([s.divider()], { callback_id: a(n) }), "/callback_id"],
  ["external id", 255, (n) => modal([s.divider()], { external_id: a(n) }), "/external_id"],
  ["private metadata", 3000, (n) => modal([s.divider()], { private_metadata: a(n) }), "/private_metadata"],
  ["chart title", 50, (n) => message(s.chart(s.pie(1), a(n))), `${first}/title`],
  ["chart label", 20, (n) => message(s.chart(s.bars(1, [a(n)]))), `${first}/chart/series/0/data/0/label`],
  [
    "characters in tables",
    10_000,
    (n) => message(s.table(s.cells(1)), s.table(s.cells(1, a(n - 1)))),
    "/blocks/1",
  ],
  ["characters in markdown", 12_000, (n) => message(s.markdown("x"), s.markdown(a(n - 1))), "/blocks/1"],
];

const counts: Size[] = [
  ["blocks in a message", 50, (n) => message(...times(n, () => s.divider())), "/blocks"],
  ["blocks in a modal", 100, (n) => modal(times(n, () => s.divider())), "/blocks"],
  ["blocks on Home", 100, (n) => s.home(...times(n, () => s.divider())), "/blocks"],
  ["charts in a message", 2, (n) => message(...times(n, () => s.chart())), "/blocks/2"],
  ["fields", 10, (n) => message(section({ fields: times(n, () => plain("x")) })), `${first}/fields`],
  ["context elements", 10, (n) => message(s.context(...times(n, () => plain("x")))), `${first}/elements`],
  ["action elements", 25, (n) => message(actions(...times(n, () => button()))), `${first}/elements`],
  [
    "overflow options",
    5,
    (n) => message(actions({ type: "overflow", options: s.options(n) })),
    `${element}/options`,
  ],
  ["select options", 100, (n) => ofSelect({ options: s.options(n) }), `${inField}/options`],
  ["select groups", 100, (n) => ofSelect({ option_groups: grouped(n) }), `${inField}/option_groups`],
  ["radio buttons", 10, (n) => field({ type: "radio_buttons", options: s.options(n) }), `${inField}/options`],
  ["checkboxes", 10, (n) => field({ type: "checkboxes", options: s.options(n) }), `${inField}/options`],
  ["series", 6, (n) => message(s.chart(s.bars(n, ["x"]))), `${first}/chart/series`],
  ["points", 20, (n) => message(s.chart(s.bars(1, labels(n)))), `${first}/chart/series/0/data`],
  ["segments", 6, (n) => message(s.chart(s.pie(...times(n, () => 1)))), `${first}/chart/segments`],
  ["table rows", 100, (n) => message(s.table(...times(n, () => s.cells(1)))), `${first}/rows`],
  ["table columns", 20, (n) => message(s.table(s.cells(n))), `${first}/rows/0`],
  [
    "data table rows with header",
    101,
    (n) => message(s.dataTable(times(n, () => s.cells(1)))),
    `${first}/rows`,
  ],
  [
    "cards in a carousel",
    10,
    (n) => message({ type: "carousel", elements: times(n, () => s.card()) }),
    `${first}/elements`,
  ],
  ["card buttons", 3, (n) => message(s.card({ actions: times(n, () => button()) })), `${first}/actions`],
  [
    "blocks in a container",
    10,
    (n) => message({ type: "container", title: plain("x"), child_blocks: times(n, () => s.divider()) }),
    `${first}/child_blocks`,
  ],
];

describe.each([
  ["length", lengths],
  ["number", counts],
])("maximum %s", (_, sizes) => {
  test.each(sizes)("limits %s to %i", (_what, max, make, pointer) => {
    s.expectRule(make(max), make(max + 1), pointer);
  });
});

/** Each is accepted with a size of one and refused with zero. */
const atLeastOne: [what: string, make: (size: number) => unknown, pointer: string][] = [
  ["section", (n) => message(section({ text: plain(a(n)) })), `${first}/text/text`],
  ["actions", (n) => message(actions(...times(n, () => button()))), `${first}/elements`],
  ["context", (n) => message(s.context(...times(n, () => plain("x")))), `${first}/elements`],
  ["overflow", (n) => message(actions({ type: "overflow", options: s.options(n) })), `${element}/options`],
  ["select", (n) => ofSelect({ options: s.options(n) }), `${inField}/options`],
  [
    "initial checkboxes",
    (n) => field({ type: "checkboxes", options: s.options(1), initial_options: s.options(n) }),
    `${inField}/initial_options`,
  ],
  ["rich text", (n) => message(s.richSection(s.words(a(n)))), `${first}/elements/0/elements/0/text`],
  [
    "rich section",
    (n) => message(s.richSection(...times(n, () => s.words()))),
    `${first}/elements/0/elements`,
  ],
  ["blocks in a modal", (n) => modal(times(n, () => s.divider())), "/blocks"],
];
test.each(atLeastOne)("requires at least one in: %s", (_, make, pointer) => {
  s.expectRule(make(1), make(0), pointer);
});

test("limits a view to 250 KB", () => {
  const viewOf = (count: number) => modal(times(count, () => section({ text: plain(a(3000)) })));
  s.expectRule(viewOf(80), viewOf(84), "");
});
