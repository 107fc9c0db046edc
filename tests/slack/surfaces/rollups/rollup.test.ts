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
  expect(await ask(s)).toContain("They show after 3 more teams.");
  await addSettled(s, "C0GROWTH", [40, 40, 33]);
  await addSettled(s, "C0SECRET", [33, 30], blocked);
  expect(await ask(s)).toBe(
    "Across our teams\nSums across teams show from three teams on that settled a bet in the last half year, so that no team can be told from them. They show after 1 more team.",
  );
  await addSettled(s, "C0OTHER", [33], blocked);
  const rollup = await ask(s);
  expect(rollup.split("\n")).toEqual([
    "Across our teams · 3 teams, bets settled in the last half year",
    "• 2 of 6 bets hit (95 % interval: 10-70 %); teams that test everything win 8-34 %.",
    "• Chosen or agreed to by the team: 2 of 3 (21-94 %). Handed to the team: 0 of 3 (0-56 %).",
    "• Waiting for sign-off touched 3 of 4 misses.",
    "Sums only: from three teams on, never by team. Teams in private channels are counted, and nothing that anybody wrote is shown.",
  ]);
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  await ana.choose(ana.home() ?? ana.view(), "home_more", "The quarter");
  await ana.clickButton(ana.view(), "Across our teams");
  expect(JSON.stringify(ana.view().content)).toContain("Waiting for sign-off touched 3 of 4 misses.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("says if there are too few misses, and leaves out bets settled over half a year ago", async () => {
  await using s = await stage();
  await setUpTeam(s);
  for (const channel of ["C0SECRET", "C0OTHER"]) await addTeam(s.app.store, channel, channel);
  for (const channel of ["C0GROWTH", "C0SECRET", "C0OTHER"]) await addSettled(s, channel, [40]);
  const old = await teamOf(s.app.store, "C0OTHER");
  await addBet(s.app.store, old, { number: 9, ...final(30, "2026-05-01T09:00:00Z") });
  const rollup = await ask(s);
  expect(rollup).toContain("3 of 3 bets hit");
  expect(rollup).toContain("What our misses waited for is told from 4 misses on; there are none.");
  await addSettledMisses(s);
  expect(await ask(s)).toContain("Our misses waited for nothing in particular.");
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
