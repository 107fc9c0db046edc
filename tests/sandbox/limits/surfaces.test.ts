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
const moment = actions({ type: "datetimepicker" });
const [table, markdown] = [s.table(s.cells(1)), s.markdown("x")];

test.each<s.Rule>([
  ["text beside blocks", message(divider()), { blocks: [divider()] }, "/text"],
  ["text is more than spaces", { text: "x" }, { text: " " }, "/text"],
  ["a command's answer in text alone", "Text", "", "/text"],
  ["deleting needs no text", { delete_original: true }, {}, "/text"],
  [
    "blocks as JSON text",
    { text: "x", blocks: JSON.stringify([divider()]) },
    { text: "x", blocks: "[" },
    "/blocks",
  ],
  [
    "blocks in attachments",
    { text: "x", attachments: [{ blocks: [divider()] }] },
    { text: "x", attachments: [{ blocks: [s.alert("x")] }] },
    "/attachments/0/blocks/0/type",
  ],
  ["metadata has a payload", metadata({ key: "k" }), metadata(undefined), "/metadata"],
  ["metadata is flat", metadata({ a: { b: 1 } }), metadata({ a: [{ b: 1 }] }), "/metadata/event_payload/a"],
  ["block ids differ", message(id("a"), id("b")), message(id("a"), id("a")), "/blocks/1/block_id"],
  [
    "action ids of a block differ",
    message(actions(act("a"), act("b"))),
    message(actions(act("a"), act("a"))),
    "/blocks/0/elements/1/action_id",
  ],
  [
    "action ids of two blocks may be equal",
    message(actions(act("a")), actions(act("a"))),
    message(s.card({ actions: [act("a"), act("a")] })),
    "/blocks/0/actions/1/action_id",
  ],
  [
    "action ids of two cards may be equal",
    message({ type: "carousel", elements: s.times(2, () => s.card({ actions: [act("a")] })) }),
    message({ type: "carousel", elements: [s.card({ actions: [act("a"), act("a")] })] }),
    "/blocks/0/elements/0/actions/1/action_id",
  ],
  ["charts in messages only", message(s.chart()), home(s.chart()), "/blocks/0/type"],
  ["tables in messages only", message(table), home(table), "/blocks/0/type"],
  ["markdown in messages only", message(markdown), modal([markdown]), "/blocks/0/type"],
  ["alerts in modals only", modal([s.alert("x")]), message(s.alert("x")), "/blocks/0/type"],
  ["cards not in modals", message(s.card()), modal([s.card()]), "/blocks/0/type"],
  ["moments not on Home", message(moment), home(moment), "/blocks/0/elements/0/type"],
  [
    "numbers in modals only",
    s.field(s.number()),
    home(input(s.number(), dispatching)),
    "/blocks/0/element/type",
  ],
  ["input on Home dispatches", home(input(typed(), dispatching)), home(input(typed())), "/blocks/0"],
  [
    "rich text on Home",
    home(s.richSection(s.words())),
    home(s.richSection()),
    "/blocks/0/elements/0/elements",
  ],
  ["known kind of view", home(), { type: "workflow_step", blocks: [] }, "/type"],
  ["modal has a title", modal([divider()]), modal([divider()], { title: undefined }), ""],
  ["title is plain", modal([divider()]), modal([divider()], { title: s.mrkdwn("x") }), "/title/type"],
  ["Home has no title", modal([divider()]), { ...home(), title: plain("x") }, ""],
  [
    "inputs need submit",
    modal([divider()], { submit: undefined }),
    modal([divider(), input(typed())], { submit: undefined }),
    "/blocks/1",
  ],
  ["one focus", modal([focused]), modal([focused, focused]), "/blocks/1/element/focus_on_load"],
])("%s", (_, accepted, refused, pointer) => {
  s.expectRule(accepted, refused, pointer);
});

test("a view may come as JSON text", () => {
  expect(checkView(JSON.stringify(home(divider())))).toEqual([]);
});

test.each([
  ["a block", message({ type: "confetti" }), "invalid_blocks"],
  ["a block and no text", { blocks: [{ type: "confetti" }] }, "invalid_blocks"],
  ["no text", { blocks: [divider()] }, "no_text"],
  ["a long text", { text: s.a(4001) }, "msg_too_long"],
  ["metadata", metadata(undefined), "invalid_metadata_format"],
  ["no object", null, "invalid_arguments"],
])("a message is refused for %s", (_, subject, error) => {
  expect(slackError(checkMessage(subject), "message")).toMatchObject({ ok: false, error });
});

test.each([
  ["a block", home({ type: "confetti" }), "invalid_arguments"],
  ["its size", home(...s.times(99, () => s.section({ text: plain(s.a(3000)) }))), "view_too_large"],
])("a view is refused for %s", (_, subject, error) => {
  expect(slackError(checkView(subject), "view")).toMatchObject({ ok: false, error });
});

test("the answer names the place as Slack does", () => {
  const long = s.section({ text: s.mrkdwn(s.a(3001)) });
  expect(slackError(checkMessage(message(divider(), long)), "message").response_metadata).toEqual({
    messages: ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"],
  });
  expect(slackError(checkView(home(s.chart())), "view").response_metadata).toEqual({
    messages: ["[ERROR] unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"],
  });
});
