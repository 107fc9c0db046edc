import { expect, test } from "vitest";
import { type DeliveryKind, keys } from "#domain/deliveries/delivery.ts";
import { teamOf } from "#tests/support/ledger.ts";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";

/** Enqueues a message at the top of the channel, as the version before did. */
async function enqueueAsBefore(s: Stage, key: string, kind: DeliveryKind, subject: string): Promise<void> {
  const { workspace, id: team } = await teamOf(s.app.store);
  const dueAt = s.now().add({ minutes: 1 });
  await s.app.store.deliveries.enqueue({ workspace, team, key, kind, subject, dueAt });
}

/** A bet whose verdict the version before posted in the channel. */
async function verdictAsBefore(s: Stage): Promise<string> {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const team = await teamOf(s.app.store);
  const [bet] = await s.app.store.bets.ofTeam(team.workspace, team.id);
  const id = bet?.id ?? "";
  await enqueueAsBefore(s, keys.verdict(id, 1), "verdict", `${id}/1`);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "settle 1");
  await ana.submit({ value: "33" });
  await s.wait({ minutes: 1 });
  return id;
}

const inChannel = async (s: Stage, start: string) =>
  (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith(start));

async function confirm(s: Stage): Promise<void> {
  const verdict = await inChannel(s, "Bet #1 missed");
  await s.slack.as("U0BEN").clickButton({ channel: CHANNEL, ts: verdict?.ts ?? "" }, "Looks right");
}

test("a retro opened by the version before goes on and closes in its own thread, with its summary in the channel", async () => {
  await using s = await stage();
  const bet = await verdictAsBefore(s);
  await enqueueAsBefore(s, keys.retro(bet), "retro", bet);
  await confirm(s);
  await s.wait({ minutes: 1 });
  const before = await inChannel(s, "Retro for bet #1");
  const place = { channel: CHANNEL, ts: before?.ts ?? "" };
  const ana = s.slack.as("U0ANA");
  await ana.clickButton(place, "Add a learning");
  await ana.submit({ text: "Ask support first" });
  const open = await inChannel(s, "Retro for bet #1");
  expect(open?.replies.map(({ text }) => text.split("\n")[0])).toEqual([
    "What had a part in how it came out?",
    "Knowing only what we knew then, would we place it again?",
    "We learned: Ask support first",
  ]);
  expect((await inChannel(s, "Bet #1 missed"))?.text).not.toMatch(/The retro is|What we learned/);

  await s.slack.as("U0CAT").clickButton(place, "Close the retro");
  const closed = await inChannel(s, "Retro for bet #1");
  expect(closed?.text).toContain("The retro is closed, and its summary is in the thread and in the channel.");
  const summary = await inChannel(s, "What we take from bet #1");
  expect(summary?.text).toContain("What we learned\n• Ask support first");
  expect(summary?.text).not.toMatch(/No theme|No answers|No next step/);
  expect(closed?.replies.at(-1)?.ts).toBe(summary?.ts);
  await s.slack.as("U0CAT").clickButton(place, "Reopen");
  expect((await inChannel(s, "What we take from bet #1"))?.text).toContain("The retro was reopened.");
  expect((await inChannel(s, "Bet #1 missed"))?.text).not.toMatch(/The retro is|What we learned/);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a verdict posted by the version before keeps its dispute in its own thread; the next one is in the bet's", async () => {
  await using s = await stage();
  await verdictAsBefore(s);
  const verdict = await inChannel(s, "Bet #1 missed");
  const ben = s.slack.as("U0BEN");
  await ben.clickButton({ channel: CHANNEL, ts: verdict?.ts ?? "" }, "Dispute");
  await ben.submit({ reason: "The dashboard counts bots" });
  const disputed = await inChannel(s, "This verdict was disputed");
  expect(disputed?.replies.map(({ text }) => text)).toEqual([expect.stringContaining("counts bots")]);
  await ben.command(CHANNEL, "/bet", "settle 1");
  await ben.submit({ value: "38" });
  const card = await inChannel(s, "Bet #1 · ");
  expect(card?.replies.map(({ text }) => text.split(".")[0])).toEqual(["Bet #1 came in part-way"]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a bet whose card is not in the channel has its thread under the verdict", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const { workspace, id: team } = await teamOf(s.app.store);
  const [bet] = await s.app.store.bets.ofTeam(workspace, team);
  await s.app.store.deliveries.refused(workspace, keys.card(bet?.id ?? ""), "left-by-the-team");
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "settle 1");
  await ana.submit({ value: "33" });
  await confirm(s);
  const verdict = await inChannel(s, "Bet #1 missed");
  expect(verdict?.text).toContain("The retro is open until");
  expect(verdict?.replies.map(({ text }) => text.split("\n")[0])).toEqual([
    "What had a part in how it came out?",
    "Knowing only what we knew then, would we place it again?",
  ]);
});
