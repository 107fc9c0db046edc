import { expect, test } from "vitest";

import { checkMessage, checkView, slackError } from "#sandbox/limits/check.ts";

import * as s from "./samples.ts";

const { actions, button, divider, home, input, message, modal, plain, typed } = s;

const metadata = (event_payload: unknown) => ({
  text: "x",
  metadata: { event_type: "ourcome_delivery", event_payload },
});
const focused = input(typed({ focus_on_load: true }));
const dispatching = { dispatch_action: true };
const id = (block_id: string) => divider({ block_id });
const act = (action_id: string) => button({ action_id });
const dateTime = actions({ type: "datetimepicker" });
const [table, markdown] = [s.table(s.cells(1)), s.markdown("x")];

test.each<s.Rule>([
  ["requires text in addition to blocks", message(divider()), { blocks: [divider()] }, "/text"],
  ["refuses text of spaces only", { text: "x" }, { text: " " }, "/text"],
  ["accepts a command's ack as a string, unless it is empty", "Text", "", "/text"],
  ["requires no text to delete the original", { delete_original: true }, {}, "/text"],
  [
    "accepts blocks as JSON text",
    { text: "x", blocks: JSON.stringify([divider()]) },
    { text: "x", blocks: "[" },
    "/blocks",
  ],
  [
    "checks blocks in attachments",
    { text: "x", attachments: [{ blocks: [divider()] }] },
    { text: "x", attachments: [{ blocks: [s.alert("x")] }] },
    "/attachments/0/blocks/0/type",
  ],
  ["requires a metadata payload", metadata({ key: "k" }), metadata(undefined), "/metadata"],
  [
    "requires flat metadata",
    metadata({ a: { b: 1 } }),
    metadata({ a: [{ b: 1 }] }),
    "/metadata/event_payload/a",
  ],
  ["requires unique block ids", message(id("a"), id("b")), message(id("a"), id("a")), "/blocks/1/block_id"],
  [
    "requires unique action ids within a block",
    message(actions(act("a"), act("b"))),
    message(actions(act("a"), act("a"))),
    "/blocks/0/elements/1/action_id",
  ],
  [
    "allows the same action id in two blocks",
    message(actions(act("a")), actions(act("a"))),
    message(s.card({ actions: [act("a"), act("a")] })),
    "/blocks/0/actions/1/action_id",
  ],
  [
    "allows the same action id in two cards",
    message({ type: "carousel", elements: s.times(2, () => s.card({ actions: [act("a")] })) }),
    message({ type: "carousel", elements: [s.card({ actions: [act("a"), act("a")] })] }),
    "/blocks/0/elements/0/actions/1/action_id",
  ],
  ["allows charts in messages only", message(s.chart()), home(s.chart()), "/blocks/0/type"],
  ["allows tables in messages only", message(table), home(table), "/blocks/0/type"],
  ["allows markdown in messages only", message(markdown), modal([markdown]), "/blocks/0/type"],
  ["allows alerts in modals only", modal([s.alert("x")]), message(s.alert("x")), "/blocks/0/type"],
  ["refuses cards in modals", message(s.card()), modal([s.card()]), "/blocks/0/type"],
  ["refuses date-time pickers on Home", message(dateTime), home(dateTime), "/blocks/0/elements/0/type"],
  [
    "allows number inputs in modals only",
    s.field(s.number()),
    home(input(s.number(), dispatching)),
    "/blocks/0/element/type",
  ],
  [
    "requires dispatch_action for an input on Home",
    home(input(typed(), dispatching)),
    home(input(typed())),
    "/blocks/0",
  ],
  [
    "refuses an empty rich text section on Home",
    home(s.richSection(s.words())),
    home(s.richSection()),
    "/blocks/0/elements/0/elements",
  ],
  ["refuses an unknown view type", home(), { type: "workflow_step", blocks: [] }, "/type"],
  ["requires a modal title", modal([divider()]), modal([divider()], { title: undefined }), ""],
  [
    "requires plain_text in a modal title",
    modal([divider()]),
    modal([divider()], { title: s.mrkdwn("x") }),
    "/title/type",
  ],
  ["refuses a title on Home", modal([divider()]), { ...home(), title: plain("x") }, ""],
  [
    "requires submit for a modal with inputs",
    modal([divider()], { submit: undefined }),
    modal([divider(), input(typed())], { submit: undefined }),
    "/blocks/1",
  ],
  [
    "allows focus_on_load on one element only",
    modal([focused]),
    modal([focused, focused]),
    "/blocks/1/element/focus_on_load",
  ],
])("%s", (_, accepted, refused, pointer) => {
  s.expectRule(accepted, refused, pointer);
});

test("accepts a view as JSON text", () => {
  expect(checkView(JSON.stringify(home(divider())))).toEqual([]);
});

test.each([
  ["an invalid block", message({ type: "confetti" }), "invalid_blocks"],
  ["an invalid block and missing text", { blocks: [{ type: "confetti" }] }, "invalid_blocks"],
  ["missing text", { blocks: [divider()] }, "no_text"],
  ["too long text", { text: s.a(4001) }, "msg_too_long"],
  ["invalid metadata", metadata(undefined), "invalid_metadata_format"],
  ["not being an object", null, "invalid_arguments"],
])("refuses a message because of %s", (_, subject, error) => {
  expect(slackError(checkMessage(subject), "message")).toMatchObject({ ok: false, error });
});

test.each([
  ["an invalid block", home({ type: "confetti" }), "invalid_arguments"],
  ["its size", home(...s.times(99, () => s.section({ text: plain(s.a(3000)) }))), "view_too_large"],
])("refuses a view because of %s", (_, subject, error) => {
  expect(slackError(checkView(subject), "view")).toMatchObject({ ok: false, error });
});

test("names the location of an error as Slack does", () => {
  const long = s.section({ text: s.mrkdwn(s.a(3001)) });
  expect(slackError(checkMessage(message(divider(), long)), "message").response_metadata).toEqual({
    messages: ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"],
  });
  expect(slackError(checkView(home(s.chart())), "view").response_metadata).toEqual({
    messages: ["[ERROR] unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"],
  });
});
