import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";
import { stage as tinyStage } from "./tiny-app.ts";

function folder() {
  const path = mkdtempSync(join(tmpdir(), "sandbox-"));
  const config = {
    database: join(path, "sandbox.db"),
    stateFile: join(path, "sandbox.json"),
    newId: randomUUID,
  };
  return { config, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

test("restores the workspace after a restart, and the app finds its messages again", async () => {
  using files = folder();
  const before = await (async () => {
    await using s = await stage(files.config);
    await placeBet(s, "Checklist lifts activation from 32% to 40%");
    const [ana, ben] = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
    await s.wait({ days: 1 });
    const [, card] = await s.slack.readChannel("C0GROWTH");
    await ben.react(card!, "eyes");
    await ana.react(card!, "eyes");
    await ben.say("C0GROWTH", "Agreed", { thread: card!.ts });
    await ana.command("C0GROWTH", "/bet", "reading 1 33");
    await ana.command("C0GROWTH", "/bet", "999");
    ana.inviteApp("C0NOBOT");
    await ana.openHome();
    return {
      now: s.now(),
      messages: await s.slack.readChannel("C0GROWTH"),
      alone: ana.ephemerals(),
      seen: s.slack.seen("U0ANA"),
      home: ana.home()?.content,
    };
  })();

  await using s = await stage(files.config);
  const ana = s.slack.as("U0ANA");
  expect({
    now: s.now(),
    messages: await s.slack.readChannel("C0GROWTH"),
    alone: ana.ephemerals(),
    seen: s.slack.seen("U0ANA"),
    home: ana.home()?.content,
  }).toEqual(before);

  await ana.command("C0GROWTH", "/bet", "reading 1 35");
  const [, card] = await s.slack.readChannel("C0GROWTH");
  expect(card?.text).toMatch(/now 35\s%/u);
  expect(card?.replies.map(({ text }) => text)).toHaveLength(3);
  const allMessages = (await s.slack.readChannel("C0GROWTH")).flatMap((message) => [
    message,
    ...message.replies,
  ]);
  expect(new Set(allMessages.map(({ ts }) => ts)).size).toBe(allMessages.length);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

const EMPTY = {
  version: 1,
  people: [],
  channels: [{ id: "C1", name: "one", members: [] }],
  last: { id: 0, ts: 0 },
  messages: [],
  ephemerals: [],
  homes: [],
  responseUrls: [],
};
const message = (more: object) => ({
  channel: "C1",
  ts: "1.000001",
  user: "U0BOT",
  at: "2026-11-02T09:00:00Z",
  edited: false,
  content: { text: "Hello" },
  reactions: [],
  ...more,
});
const AT = "2026-11-02T09:00:00Z";

test.each([
  ["invalid JSON", "{", "is no state of the sandbox. Delete it, and its database, to begin anew."],
  ["other contents", { hello: 1 }, "is no state of the sandbox."],
  ["an invalid clock", { version: 1, at: "noon", slack: EMPTY }, "is no state of the sandbox."],
  ["another version", { version: 1, at: AT, slack: { ...EMPTY, version: 2 } }, "can be restored"],
  [
    "a message in an unknown channel",
    { version: 1, at: AT, slack: { ...EMPTY, messages: [message({ channel: "C2" })] } },
    "the message 1.000001 stands in no channel",
  ],
  [
    "a reply to a missing message",
    { version: 1, at: AT, slack: { ...EMPTY, messages: [message({ threadTs: "0.000001" })] } },
    "answers one that is not there",
  ],
  [
    "a duplicate timestamp",
    { version: 1, at: AT, slack: { ...EMPTY, messages: [message({}), message({})] } },
    "two messages have the same timestamp",
  ],
  [
    "a message by an unknown user",
    { version: 1, at: AT, slack: { ...EMPTY, messages: [message({ user: "U0NONE" })] } },
    "The message 1.000001 in C1 cannot be restored",
  ],
])("refuses a state file with %s", async (_what, contents, words) => {
  using files = folder();
  const text = typeof contents === "string" ? contents : JSON.stringify(contents);
  writeFileSync(files.config.stateFile, text);
  await expect(stage(files.config)).rejects.toThrow(words);
});

test("keeps a broadcast reply once, and restores it in the channel", async () => {
  await using before = await tinyStage();
  const { chat } = before.app.client;
  const root = await chat.postMessage({ channel: "C1", text: "A retro" });
  const thread = { channel: "C1", thread_ts: root.ts ?? "" };
  await chat.postMessage({ ...thread, text: "An answer" });
  await chat.postMessage({ ...thread, text: "What we take from it", reply_broadcast: true });
  const messages = await before.slack.readChannel("C1");
  expect(messages.map(({ text, thread: of }) => [text, of])).toEqual([
    ["A retro", undefined],
    ["What we take from it", root.ts],
  ]);

  await using after = await tinyStage({ restore: await before.slack.snapshot() });
  expect(await after.slack.readChannel("C1")).toEqual(messages);
  expect(await after.slack.snapshot()).toEqual(await before.slack.snapshot());
});
