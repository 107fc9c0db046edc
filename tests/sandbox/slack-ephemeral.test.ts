import { expect, test } from "vitest";
import { stage } from "./tiny-app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (value: string, words: string) => ({ value, text: plain(words) });
const button = (id: string, words: string) => ({
  type: "button" as const,
  action_id: id,
  value: id,
  text: plain(words),
});

test("an ephemeral message can be acted on, replaced, posted and deleted", async () => {
  await using on = await stage();
  const { slack, app } = on;
  app.command("/outcomes", async ({ ack }) => {
    await ack({
      text: "The week",
      blocks: [{ type: "actions", elements: [button("post", "Post it"), button("drop", "Never mind")] }],
    });
  });
  const seen: unknown[] = [];
  app.action("post", async ({ ack, respond, body }) => {
    await ack();
    if (body.type === "block_actions") seen.push(body.container, body.message);
    await respond({ response_type: "in_channel", text: "The week, for all" });
    await respond({ replace_original: true, text: "Posted" });
  });
  app.action("drop", async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });

  const [dana, kim] = [slack.as("U1"), slack.as("U2")];
  await dana.command("C1", "/outcomes");
  await kim.command("C1", "/outcomes");
  await dana.clickButton(dana.ephemerals()[0]!, "Post it");
  await kim.clickButton(kim.ephemerals()[0]!, "Never mind");

  expect(seen).toMatchObject([{ type: "message", is_ephemeral: true, channel_id: "C1" }, undefined]);
  expect(dana.ephemerals()).toMatchObject([{ text: "Posted", channel: "C1" }]);
  expect(kim.ephemerals()).toEqual([]);
  expect(await slack.readChannel("C1")).toMatchObject([{ author: "Ourcome", text: "The week, for all" }]);
  await expect(dana.clickButton(dana.ephemerals()[0]!, "Post it")).rejects.toThrow('There is no "Post it"');
  expect(slack.problems).toEqual([]);
});

test("menus and selects in a message send the chosen option", async () => {
  await using on = await stage();
  const { slack, app } = on;
  await app.client.chat.postMessage({
    channel: "C1",
    text: "A card",
    blocks: [
      {
        type: "actions",
        block_id: "row",
        elements: [
          {
            type: "overflow",
            action_id: "more",
            options: [option("stop", "Stop it"), option("amend", "Amend")],
          },
          {
            type: "static_select",
            action_id: "how",
            placeholder: plain("How"),
            options: [option("ab", "A/B test"), option("before", "Before/after")],
          },
        ],
      },
    ],
  });
  const chosen: unknown[] = [];
  app.action(/more|how/, async ({ ack, body, action }) => {
    await ack();
    chosen.push(action, body.type === "block_actions" ? body.state?.values["row"]?.["how"] : undefined);
  });
  const dana = slack.as("U1");
  const [card] = await slack.readChannel("C1");
  await dana.choose(card!, "more", "Stop it");
  await dana.choose(card!, "how", "ab");
  expect(chosen).toMatchObject([
    { type: "overflow", selected_option: option("stop", "Stop it") },
    { type: "static_select", selected_option: null },
    { type: "static_select", selected_option: option("ab", "A/B test") },
    { selected_option: option("ab", "A/B test") },
  ]);
});
