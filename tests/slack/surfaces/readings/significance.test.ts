import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const QUESTION = "Was the difference significant?";
const asks = (s: Stage) => JSON.stringify(s.slack.as("U0ANA").view().content).includes(QUESTION);

async function openForm(s: Stage, command: "settle 1" | "reading 1") {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", command);
  return ana;
}

test.each(["settle 1", "reading 1"] as const)(
  "/bet %s asks whether the difference was significant, of an experiment only, and keeps what was typed",
  async (command) => {
    await using s = await stage();
    const ana = await openForm(s, command);
    expect(asks(s)).toBe(false);
    await ana.fill(ana.view(), { value: "37", note: "Experiment 118" });
    for (const [evidence, asked] of [
      ["ab-test", true],
      ["before-after", false],
      ["holdout", true],
      ["anecdote", false],
      ["ab-test", true],
    ] as const) {
      await ana.fill(ana.view(), { evidence });
      expect(asks(s)).toBe(asked);
    }
    expect((await ana.submit()).errors).toHaveProperty("significant");
    expect((await ana.submit({ significant: "yes" })).errors).toEqual({});
    expect((await s.texts()).join("\n")).toMatch(/37 %[^]*Experiment 118/u);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

test.each([
  ["ab-test", "yes", "The change was caused by what we did (A/B test, significant)."],
  ["holdout", "yes", "The change was caused by what we did (holdout, significant)."],
  ["ab-test", "no", "The change is consistent with what we did (A/B test, not significant)."],
  ["before-after", undefined, "The change is consistent with what we did (before/after)."],
  ["anecdote", undefined, "We think the change comes from what we did (anecdote)."],
])("a verdict by %s, significant: %s, claims no more than that", async (evidence, significant, claim) => {
  await using s = await stage();
  const ana = await openForm(s, "settle 1");
  await ana.fill(ana.view(), { evidence });
  await ana.submit({ value: "37", ...(significant !== undefined && { significant }) });
  expect((await s.texts()).join("\n")).toContain(claim);
});

test("a form of an older version, which doesn't ask, claims no cause", async () => {
  await using s = await stage();
  const ana = await openForm(s, "settle 1");
  for (const block of ana.view().content.blocks) Object.assign(block, { dispatch_action: false });
  await ana.submit({ value: "37", evidence: "ab-test" });
  expect((await s.texts()).join("\n")).toContain("consistent with what we did (A/B test).");
});
