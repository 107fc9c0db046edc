import { expect, test } from "vitest";
import { final } from "#tests/support/facts.ts";
import { addBet, addTeam, teamOf } from "#tests/support/ledger.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const SETTLED = "2026-10-20T09:00:00Z";
const blocked = { mandate: { chosen: "decided-for-us", dependency: "governance" } } as const;

async function ask(s: Stage, user = "U0ANA"): Promise<string> {
  await s.slack.as(user).command("C0GROWTH", "/outcomes", "across");
  return s.shownTo(user).at(-1) ?? "";
}

async function addSettled(s: Stage, channel: string, outcomes: readonly number[], more: object = {}) {
  const team = await teamOf(s.app.store, channel);
  for (const [index, outcome] of outcomes.entries())
    await addBet(s.app.store, team, { number: index + 1, ...final(outcome, SETTLED), ...more });
}

test("shows sums from three teams on, including private channels, without naming a team", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await addTeam(s.app.store, "C0SECRET", "Checkout");
  await addTeam(s.app.store, "C0OTHER", "Search");
  expect(await ask(s)).toContain("3 more teams to go.");
  await addSettled(s, "C0GROWTH", [40, 40, 33]);
  await addSettled(s, "C0SECRET", [33, 30], blocked);
  expect(await ask(s)).toBe(
    "Across our teams\nWe show totals once three teams have settled a bet in the last half year, so that no team can be picked out. 1 more team to go.",
  );
  await addSettled(s, "C0OTHER", [33], blocked);
  const rollup = await ask(s);
  expect(rollup.split("\n")).toEqual([
    "Across our teams · 3 teams, bets settled in the last half year",
    "• 2 of 6 hit. With 6 bets, our hit rate could be anywhere from 10 to 70 %; teams that test everything hit 8-34 %.",
    "• Bets the team chose or agreed to: 2 of 3 hit (21-94 %). Handed to the team: 0 of 3 hit (0-56 %).",
    "• 3 of 4 misses waited for sign-off.",
    "Totals only: never by team, and nothing that anybody wrote. Teams in private channels are counted.",
  ]);
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  await ana.choose(ana.home() ?? ana.view(), "home_more", "The quarter");
  await ana.clickButton(ana.view(), "Across our teams");
  expect(JSON.stringify(ana.view().content)).toContain("3 of 4 misses waited for sign-off.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("says nothing of obstacles with too few misses, and leaves out bets settled over half a year ago", async () => {
  await using s = await stage();
  await setUpTeam(s);
  for (const channel of ["C0SECRET", "C0OTHER"]) await addTeam(s.app.store, channel, channel);
  for (const channel of ["C0GROWTH", "C0SECRET", "C0OTHER"]) await addSettled(s, channel, [40]);
  const old = await teamOf(s.app.store, "C0OTHER");
  await addBet(s.app.store, old, { number: 9, ...final(30, "2026-05-01T09:00:00Z") });
  const rollup = await ask(s);
  expect(rollup).toContain("3 of 3 hit. ");
  expect(rollup).not.toContain("misses");
  await addSettledMisses(s);
  expect(await ask(s)).toMatch(/No obstacle stands out among our \d misses\./);
});

async function addSettledMisses(s: Stage): Promise<void> {
  const team = await teamOf(s.app.store);
  for (const number of [11, 12, 13, 14]) await addBet(s.app.store, team, { number, ...final(33, SETTLED) });
}

test("refuses guests, and doesn't understand further words", async () => {
  await using s = await stage();
  await setUpTeam(s);
  expect(await ask(s, "U0GUS")).toContain("Guests cannot");
  await s.slack.as("U0ANA").command("C0GROWTH", "/outcomes", "across all");
  expect(s.shownTo("U0ANA").at(-1)).toContain("We did not understand “across all”.");
  expect(s.shownTo("U0ANA").at(-1)).toContain("/outcomes across");
});
