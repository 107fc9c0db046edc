import { expect, test } from "vitest";
import { addBet, addLearning, addTeam, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

async function searchLines(s: Stage, words: string, user = "U0ANA", channel = "C0GROWTH"): Promise<string[]> {
  await s.slack.as(user).command(channel, "/bet", `search ${words}`);
  return s.shownTo(user).at(-1)?.split("\n") ?? [];
}

/** Bets in a public channel, in a private one, and in a public one that only Ana and Dev have joined. */
async function threeTeams(s: Stage, path: string): Promise<void> {
  await setUpTeam(s);
  await writeDatabase(path, async (store) => {
    const own = await teamOf(store);
    const other = await addTeam(store, "C0OTHER", "Sales");
    const secret = await addTeam(store, "C0SECRET", "Hush");
    await addBet(store, own, { number: 4, title: "Pricing page", belief: "Since the tour works" });
    const toured = await addBet(store, other, { number: 2, title: "Tour of pricing" });
    await addLearning(store, toured, { text: "A tour tires those who know" });
    const hidden = await addBet(store, secret, { number: 7, title: "Hush tour" });
    await addLearning(store, hidden, { text: "Hush, the tour is secret" });
  });
}

test("searches every channel that the person can see, the team's own first", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await threeTeams(s, file.path);
  const open = "Activation from 32 % to 40 % · open, review on Tue 1 Dec";
  // Cat is in #growth only; #other is public.
  expect(await searchLines(s, "tours", "U0CAT")).toEqual([
    "Bets with “tours”, ours first",
    `• #4 Pricing page · ${open}`,
    `• #2 Tour of pricing · ${open} · in Sales`,
    "Learnings with “tours”",
    "• “A tour tires those who know” · from #2 Tour of pricing · in Sales",
    "/bet 4 shows one bet, in the channel of its team.",
  ]);
  const bens = await searchLines(s, "tours", "U0BEN");
  expect(bens).toContain(`• #7 Hush tour · ${open} · in Hush`);
  expect(bens).toContain("• “Hush, the tour is secret” · from #7 Hush tour · in Hush");
  expect(await searchLines(s, "secret", "U0CAT")).toEqual([expect.stringContaining("has “secret” in it")]);
  expect(await searchLines(s, "knows those", "U0CAT")).toHaveLength(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("finds the same from Home", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await threeTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.openHome();
  const home = cat.home();
  if (!home) throw new Error("There is no Home.");
  await cat.clickButton(home, "All bets");
  await cat.clickButton(cat.view(), "Search");
  await cat.submit({ words: "tour" });
  const found = JSON.stringify(cat.view().content);
  expect(found).toContain("Tour of pricing");
  expect(found).not.toContain("Hush");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("searches only the team's own channel while Slack doesn't list others, and says so", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await threeTeams(s, file.path);
  s.slack.setFaults({ rateLimited: { retryAfter: 5, method: "users.conversations" } });
  const found = await searchLines(s, "pricing", "U0CAT");
  expect(found.join(" ")).toContain("#4 Pricing page");
  expect(found.join(" ")).not.toContain("Sales");
  expect(found.at(-1)).toContain("so only this one was searched");
});

test("treats operators and special characters as plain text", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  for (const words of ['"', "check* OR *", "NEAR(", "a:b", "(((", "👩‍💻", "-", "\\", `'"; drop table bets`])
    expect((await searchLines(s, words)).join(" ")).toContain("No bet and no learning");
  expect((await searchLines(s, '"checklist" (activ*)')).join(" ")).toContain("#1 Checklist");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
