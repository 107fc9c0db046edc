import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";

async function settle(s: Stage, user: string, value: string) {
  const person = s.slack.as(user);
  await person.command(CHANNEL, "/bet", "settle 1");
  expect((await person.submit({ value })).errors).toEqual({});
  const verdict = (await s.slack.readChannel(CHANNEL)).at(-1);
  return { channel: CHANNEL, ts: verdict?.ts ?? "" };
}

/** The ask for the final reading, which is a reply to the card. */
const ask = async (s: Stage) => {
  const [, card] = await s.slack.readChannel(CHANNEL);
  return card?.replies[0]?.text.replaceAll("\u00a0", " ");
};

test("asks for the final reading again when the verdict is disputed", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 10 Nov");
  await s.wait({ days: 8 });
  const verdict = await settle(s, "U0ANA", "36");
  expect(await ask(s)).toBe("Answered: 36 %. Bet #1");
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(verdict, "Dispute");
  await ben.submit({ reason: "The dashboard counts bots" });
  expect(await ask(s)).toBe("Bet #1 is up for review. Checklist: Activation from 32 % to 40 %.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("rejects a dispute form that was opened for an earlier verdict", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const first = await settle(s, "U0ANA", "36");
  const [ana, ben] = [s.slack.as("U0ANA"), s.slack.as("U0BEN")];
  await ana.clickButton(first, "Dispute");
  await ben.clickButton(first, "Dispute");
  await ben.submit({ reason: "The dashboard counts bots" });
  await settle(s, "U0BEN", "37");

  const late = await ana.submit({ reason: "The dashboard counts bots, I think" });
  expect(late.errors).toEqual({
    reason: "This verdict on bet #1 is no longer open. Nothing was changed.",
  });
  expect((await s.texts())[1]).toContain("provisional verdict: part-way, 63 % of the way");
});

test("rejects a final reading with a future date, beside the date field", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "settle 1");
  const refused = await ana.submit({ value: "36", taken_on: "2026-11-03" });
  expect(refused.errors).toEqual({
    taken_on: "The date of the reading is still to come. Choose today or earlier.",
  });
  expect(await s.texts()).toHaveLength(2);
});
