import { expect, test } from "vitest";
import { form, stage } from "./tiny-app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });

test("a command opens a form, which shows an error, then submits and posts a message", async () => {
  await using on = await stage();
  const { slack, app } = on;
  app.command("/bet", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
  });
  app.action("alone", async ({ ack }) => ack());
  const submitted: unknown[] = [];
  app.view("bet", async ({ ack, view, client }) => {
    submitted.push(view.state.values);
    const title = view.state.values["title"]?.["title"]?.value;
    if (title === "Bad") {
      await ack({ response_action: "errors", errors: { title: "Say what changes." } });
      return;
    }
    await ack();
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: `Bet: ${title}`,
      metadata: { event_type: "ourcome_delivery", event_payload: { key: "bet/1" } },
    });
  });

  const dana = slack.as("U1");
  await dana.command("C1", "/bet");
  expect(await dana.submit()).toMatchObject({
    sent: false,
    errors: { title: expect.any(String), alone: expect.any(String) },
  });

  await dana.fill(dana.view(), { "What we change": "Bad", alone: "No", checks: ["B"] });
  expect(await dana.submit()).toMatchObject({ sent: true, errors: { title: "Say what changes." } });
  expect(await dana.submit({ title: "Checklist" })).toMatchObject({ errors: {}, view: undefined });

  expect(submitted.at(-1)).toEqual({
    title: { title: { type: "plain_text_input", value: "Checklist" } },
    belief: { belief: { type: "plain_text_input", value: "We believe" } },
    review: { review: { type: "datepicker", selected_date: "2026-12-14" } },
    alone: {
      alone: { type: "static_select", selected_option: { value: "no", text: plain("No") } },
    },
    checks: { checks: { type: "checkboxes", selected_options: [{ value: "b", text: plain("B") }] } },
  });
  expect(await slack.readChannel("C1")).toMatchObject([
    { author: "Ourcome", text: "Bet: Checklist", at: Temporal.Instant.from("2026-11-02T09:00:00Z") },
  ]);
  expect(slack.problems).toEqual([]);
});

test("a view update keeps values under unchanged ids and refuses a stale hash", async () => {
  await using on = await stage();
  const { slack, app } = on;
  app.command("/bet", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
  });
  const stale: unknown[] = [];
  app.action("alone", async ({ ack, client, body }) => {
    await ack();
    if (body.type !== "block_actions" || !body.view) return;
    const changed = { view_id: body.view.id, hash: body.view.hash, view: form("One more question") };
    await client.views.update(changed);
    stale.push(await client.views.update(changed).catch((error: unknown) => error));
  });

  const dana = slack.as("U1");
  await dana.command("C1", "/bet");
  await dana.fill(dana.view(), { title: "Checklist", alone: "No" });

  expect(dana.view().content.title?.text).toBe("One more question");
  expect(dana.view().values["title"]?.["title"]).toEqual({ type: "plain_text_input", value: "Checklist" });
  expect(stale).toMatchObject([{ data: { error: "hash_conflict" } }]);
});

test("acks push modals, at most three deep", async () => {
  await using on = await stage();
  const { slack, app } = on;
  const simple = (title: string) => ({
    type: "modal" as const,
    callback_id: "step",
    title: plain(title),
    submit: plain("Next"),
    blocks: [{ type: "divider" as const }],
  });
  app.command("/bet", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: simple("1") });
  });
  app.view("step", async ({ ack, view }) => {
    const next = Number(view.title.text) + 1;
    if (next <= 4) await ack({ response_action: "push", view: simple(String(next)) });
    else await ack({ response_action: "clear" });
  });

  const dana = slack.as("U1");
  await dana.command("C1", "/bet");
  await dana.submit();
  await dana.submit();
  expect(dana.views().map(({ content }) => content.title?.text)).toEqual(["1", "2", "3"]);
  await dana.submit();
  expect(slack.problems).toMatchObject([{ kind: "failed", detail: "push_limit_reached" }]);
  await dana.closeView();
  expect(dana.view().content.title?.text).toBe("2");
});

test("closing a view with clear_on_close closes the whole stack and notifies the app", async () => {
  await using on = await stage();
  const closed: string[] = [];
  on.app.command("/bet", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: { ...form(), blocks: [{ type: "divider" }] },
    });
  });
  on.app.view("bet", async ({ ack }) =>
    ack({
      response_action: "push",
      view: { ...form("Two"), clear_on_close: true, notify_on_close: true },
    }),
  );
  on.app.view({ callback_id: "bet", type: "view_closed" }, async ({ ack, view }) => {
    await ack();
    closed.push(view.title.text);
  });
  const dana = on.slack.as("U1");
  await dana.command("C1", "/bet");
  await dana.submit();
  await dana.closeView();
  expect([closed, dana.views()]).toEqual([["Two"], []]);
});

test("a button sends its message, and its response URL works five times", async () => {
  await using on = await stage();
  const { slack, app } = on;
  app.command("/bet", async ({ ack, client, command }) => {
    await ack();
    await client.chat.postMessage({
      channel: command.channel_id,
      text: "A card",
      blocks: [
        {
          type: "actions",
          elements: [{ type: "button", action_id: "take", value: "12", text: plain("Take a reading") }],
        },
      ],
    });
  });
  const seen: unknown[] = [];
  const refused: unknown[] = [];
  app.action("take", async ({ ack, respond, body, action }) => {
    await ack();
    if (body.type === "block_actions")
      seen.push({ action, container: body.container, message: body.message });
    for (const n of [1, 2, 3, 4]) await respond(`Noted ${n}`);
    await respond({ text: "A card, changed", replace_original: true });
    refused.push(await respond("Once more").catch((error: unknown) => error));
  });

  const dana = slack.as("U1");
  await dana.command("C1", "/bet");
  const [card] = await slack.readChannel("C1");
  await dana.clickButton(card!, "Take a reading");

  expect(seen).toMatchObject([
    {
      action: { type: "button", action_id: "take", value: "12", text: { text: "Take a reading" } },
      container: { type: "message", channel_id: "C1", message_ts: card!.ts, is_ephemeral: false },
      message: { text: "A card", ts: card!.ts, user: "U0BOT" },
    },
  ]);
  expect(dana.ephemerals().map(({ text }) => text)).toEqual(["Noted 1", "Noted 2", "Noted 3", "Noted 4"]);
  expect(await slack.readChannel("C1")).toMatchObject([{ text: "A card, changed", edited: true }]);
  expect(refused).toMatchObject([{ code: "slack_bolt_respond_error", statusCode: 404 }]);
  expect(slack.requests.filter(({ error }) => error === "used_url")).toHaveLength(1);
});

test("records an app that does not ack in time and tells the person", async () => {
  await using on = await stage({ ackDeadlineMs: 30 });
  on.app.command("/bet", async () => {});
  const dana = on.slack.as("U1");
  await dana.command("C1", "/bet");
  expect(dana.ephemerals()).toMatchObject([{ text: '/bet failed with the error "operation_timeout"' }]);
  expect(on.slack.problems).toMatchObject([{ kind: "late", where: "/bet" }]);
});

test("people post, react and use shortcuts, and the app can read the reactions", async () => {
  await using on = await stage();
  const { slack, app } = on;
  const seen: unknown[] = [];
  app.shortcut({ type: "message_action", callback_id: "place" }, async ({ ack, shortcut }) => {
    await ack();
    seen.push(shortcut.message);
  });
  app.event("reaction_added", async ({ event }) => {
    seen.push(event.reaction);
  });
  const [dana, kim] = [slack.as("U1"), slack.as("U2")];
  const message = await dana.say("C1", "A & B <check>");
  await kim.say("C1", "Agreed", { thread: message.ts });
  await dana.react(message, "eyes");
  await kim.react(message, "eyes");
  await kim.unreact(message, "eyes");
  await kim.shortcut("place", message);

  expect(seen).toMatchObject([
    "eyes",
    "eyes",
    { text: "A &amp; B &lt;check&gt;", user: "U1", ts: message.ts },
  ]);
  const read = await app.client.reactions.get({ channel: "C1", timestamp: message.ts, full: true });
  expect(read).toMatchObject({ message: { reactions: [{ name: "eyes", users: ["U1"], count: 1 }] } });
  expect(await slack.readChannel("C1")).toMatchObject([
    {
      author: "Dana Roe",
      reactions: [{ name: "eyes", count: 1 }],
      replies: [{ author: "Kim Lee", text: "Agreed" }],
    },
  ]);
  expect(slack.permalink("C1", message.ts)).toMatch(/^https:\/\/sandbox\.slack\.com\/archives\/C1\/p\d+$/);
});

test("sends commands with mentions as ids, also from direct messages, but not from outsiders", async () => {
  await using on = await stage();
  const received: string[] = [];
  on.app.command("/bet", async ({ ack, command }) => {
    received.push(`${command.channel_name}: ${command.text}`);
    await ack("Heard");
  });
  await on.slack.as("U1").command("C6", "/bet", "by @kim in #growth & <!channel>");
  await on.slack.as("U1").command("DU1", "/bet");
  await on.slack.as("U3").command("C5", "/bet");
  expect(received).toEqual([
    "privategroup: by <@U2|kim> in <#C1|growth> &amp; &lt;!channel&gt;",
    "directmessage: ",
  ]);
  expect(on.slack.as("U1").ephemerals()).toMatchObject([{ text: "Heard" }, { text: "Heard" }]);
  expect(on.slack.as("U3").ephemerals()).toMatchObject([{ text: "/bet is not a valid command." }]);
});

test("publishes the Home tab per person, and its buttons send the view", async () => {
  await using on = await stage();
  const { slack, app } = on;
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: "home",
        blocks: [
          { type: "actions", elements: [{ type: "button", action_id: "open", text: plain("Place a bet") }] },
        ],
      },
    });
  });
  const seen: unknown[] = [];
  app.action("open", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions") return;
    seen.push(body.container, body.view?.type);
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  const dana = slack.as("U1");
  await dana.openHome();
  const home = dana.home()!;
  await dana.clickButton(home, "open");
  expect(seen).toEqual([{ type: "view", view_id: home.id }, "home"]);
  expect(dana.view().content.callback_id).toBe("bet");
  expect(slack.as("U2").home()).toBeUndefined();
});
