import { expect, test } from "vitest";
import type { BetState } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import type { Store } from "#store/store.ts";
import { addBet, addLearning, addTeam, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

/** A bet's final state after a reading of `value`, from 32 towards 40. */
const settled = (value: number, on = "2026-10-20"): { state: BetState } => ({
  state: {
    kind: "final",
    round: 1,
    settledAt: Temporal.Instant.from(`${on}T09:00:00Z`),
    outcome: {
      verdict: verdict({ baseline: 32, target: 40 }, value),
      reading: { value, takenOn: Temporal.PlainDate.from(on), evidence: "before-after" },
    },
  },
});

/** The lines of text between the fields of a person's form. */
function shownIn(s: Stage, user = "U0ANA"): string[] {
  const blocks = s.slack.as(user).view().content.blocks;
  const text = JSON.stringify(blocks.filter(({ type }) => type === "rich_text"));
  return [...text.matchAll(/"text":"(.*?[^\\])"/g)].map(([, words = ""]) => words.replaceAll("\u00a0", " "));
}

const echoLines = (s: Stage, user?: string) =>
  shownIn(s, user).filter((line) => !line.startsWith("For comparison"));

async function earlierBets(s: Stage, path: string): Promise<void> {
  await setUpTeam(s);
  await writeDatabase(path, async (store) => {
    const own = await teamOf(store);
    await addBet(store, own, { number: 61, title: "Banner", ...settled(40) });
    const tour = await addBet(store, own, { number: 62, title: "Tour", ...settled(33) });
    await addLearning(store, tour, { text: "Tours tire those who know", votes: 4 });
    await addBet(store, own, { number: 63, title: "Emails", metric: "churn" });
    const other = await addTeam(store, "C0OTHER", "Sales");
    const pricing = await addBet(store, other, { number: 7, title: "Pricing page" });
    await addLearning(store, pricing, { text: "Activation of trials needs a call" });
    const hidden = await addTeam(store, "C0SECRET", "Hush");
    await addLearning(store, await addBet(store, hidden, { number: 9, title: "Hush", ...settled(40) }), {
      text: "Hush about activation",
    });
  });
}

const ECHO = [
  "Seen before",
  " · 3 earlier bets resemble this one: 1 hit, 1 missed, 1 still open.",
  "#62 Tour: missed, 13 % of the way",
  "#61 Banner: hit, 100 % of the way",
  "#7 Pricing page: still open · in Sales",
  "What we learned",
  "“Activation of trials needs a call” (from #7 Pricing page · in Sales)",
  "“Tours tire those who know” (from #62 Tour)",
];

test("shows similar earlier bets from every channel that the person can see", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await earlierBets(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40% by 15 Jan");
  expect(new Set(echoLines(s, "U0CAT"))).toEqual(new Set(ECHO));
  expect(cat.view().values["title"]).toBeDefined();

  // Ben is in the private channel too.
  await s.slack.as("U0BEN").command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
  expect(echoLines(s, "U0BEN").join("\n")).toContain("#9 Hush: hit, 100 % of the way · in Hush");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("updates similar bets when the metric changes, and keeps what was typed and the dependency question", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await earlierBets(s, file.path);
  const ana = s.slack.as("U0DEV");
  await ana.command("C0OTHER", "/bet");
  expect(echoLines(s, "U0DEV")).toEqual([]);
  await toggleMore(s, "U0DEV");
  const typed = { title: "Checklist", belief: "We believe it helps", alone: "no", dependency: "technical" };
  await ana.fill(ana.view(), typed);
  await ana.fill(ana.view(), { metric: "Activating", baseline: "32%" });
  expect(echoLines(s, "U0DEV")[1]).toContain("3 earlier bets resemble this one");
  await ana.fill(ana.view(), { metric: "Revenue" });
  expect(echoLines(s, "U0DEV")).toEqual([]);
  const submitted = await ana.submit({ target: "40%", chosen: "we-chose" });
  expect(submitted.errors).toEqual({});
  expect((await s.texts("C0OTHER")).at(-1)).toContain("Checklist");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("shows only the team's own similar bets while Slack doesn't list channels, and still places the bet", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await earlierBets(s, file.path);
  s.slack.setFaults({ rateLimited: { retryAfter: 5, method: "users.conversations" } });
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
  expect(echoLines(s, "U0CAT")[1]).toContain("2 earlier bets resemble this one: 1 hit, 1 missed.");
  const placed = await cat.submit({ chosen: "we-chose" });
  expect(placed.errors).toEqual({});
  expect(s.slack.problems).toEqual([]);
});

test("offers the learnings of similar bets first", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await earlierBets(s, file.path);
  await writeDatabase(file.path, async (store) => {
    const emails = await store.bets.findByNumber("T0SANDBOX", (await teamOf(store)).id, 63);
    if (emails) await addLearning(store, emails, { text: "Mondays are best", votes: 9 });
  });
  const ana = s.slack.as("U0ANA");
  const offered = () => {
    const options = JSON.stringify(ana.view().content.blocks.find(({ block_id: id }) => id === "cites"));
    return [options.indexOf("Tours tire"), options.indexOf("Mondays")];
  };
  await ana.command("C0GROWTH", "/bet");
  await toggleMore(s);
  expect(offered()[0]).toBeGreaterThan(offered()[1] ?? 0);
  await ana.fill(ana.view(), { metric: "activation" });
  expect(offered()[0]).toBeLessThan(offered()[1] ?? 0);
});

test("keeps the chosen learning even if it isn't among the first hundred any more", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await earlierBets(s, file.path);
  await writeDatabase(file.path, async (store) => {
    const emails = await store.bets.findByNumber("T0SANDBOX", (await teamOf(store)).id, 63);
    if (!emails) throw new Error("There is no such bet.");
    for (let index = 0; index < 100; index += 1)
      await addLearning(store, emails, { id: `l${index}`, text: `${index} days`, votes: 9 });
  });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40% by 15 Jan");
  await toggleMore(s);
  await ana.fill(ana.view(), { cites: "learning-Tours tire those who" });
  await ana.fill(ana.view(), { metric: "Revenue" });
  const offers = JSON.stringify(ana.view().content.blocks.find(({ block_id: id }) => id === "cites"));
  expect(offers.split("Tours tire those who know")).toHaveLength(3);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

const addElevenBets = async (store: Store, team: Team) => {
  for (let number = 1; number <= 11; number += 1)
    await addBet(store, team, {
      number: number + 50,
      metric: `m${number}`,
      ...settled(number <= 3 ? 40 : 32),
    });
};

test.each([
  [0, "For comparison: teams that test everything hit 8-34 % (Kohavi)."],
  [11, "For comparison: teams that test everything hit 8-34 % (Kohavi); we've hit 3 of 11, 27 % (10-57 %)."],
])("shows the base rate in the form with %d settled bets", async (bets, words) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  if (bets > 0) await writeDatabase(file.path, async (store) => addElevenBets(store, await teamOf(store)));
  await s.slack.as("U0ANA").command("C0GROWTH", "/bet");
  expect(shownIn(s)).toEqual([words]);
});

test("shows the base rate at placement with an open bet, but not with a settled one", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    for (const [number, value] of [
      [61, 40],
      [62, 32],
      [63, 33],
    ] as const)
      await addBet(store, team, { number, ...settled(value) });
    await addBet(store, team, { number: 64, ...settled(40, "2026-11-20") });
  });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const line = "When we placed it: we'd hit 1 of 3 (6-79 %); teams that test everything hit 8-34 % (Kohavi)";
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain(line);
  await ana.command("C0GROWTH", "/bet", "61");
  expect(s.shownTo("U0ANA").at(-1)).not.toContain("When we placed it");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
