import { expect, test } from "vitest";
import { aBet } from "#tests/support/facts.ts";
import { teamOf } from "#tests/support/ledger.ts";
import { placeBet, settleBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { retroOf } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { placeBet as placeBetOn } from "#usecases/bets/place-bet.ts";

const LEARNING = "Ask *support* <before> a launch";

/** Settles a bet and adds a learning in its retro. */
async function addLearning(s: Stage, text = LEARNING, channel = "C0GROWTH"): Promise<void> {
  await placeBet(s, "Checklist lifts activation from 32% to 40%", channel);
  await settleBet(s, 1, "33", channel, channel === "C0GROWTH" ? "U0BEN" : "U0DEV");
  const ana = s.slack.as("U0ANA");
  await ana.clickButton((await retroOf(s, 1, channel)).retro, "Add a learning");
  await ana.submit({ text });
}

async function place(s: Stage, sentence: string, entries: Readonly<Record<string, string>> = {}) {
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", sentence);
  await toggleMore(s);
  return ana.submit({ chosen: "we-chose", ...entries });
}

/** What `/bet 2` answers. */
async function shown(s: Stage, number: number): Promise<string | undefined> {
  await s.slack.as("U0ANA").command("C0GROWTH", "/bet", String(number));
  return s.shownTo("U0ANA").at(-1);
}

test("a bet can build on a learning: /bet shows it, and the digest says if it paid off", async () => {
  await using s = await stage();
  await addLearning(s);
  await place(s, "Tour lifts activation from 32% to 40%", { cites: LEARNING });
  expect(await shown(s, 2)).toContain("Builds on “Ask *support* &lt;before&gt; a launch”");
  await settleBet(s, 2, "37");
  await s.wait({ days: 4, hours: 6 });
  const digest = async () => (await s.texts()).findLast((text) => text.includes(" · week ")) ?? "";
  expect(await digest()).toContain("Paid off “Ask *support* &lt;before&gt; a launch” in #2");

  await place(s, "Banner lifts activation from 32% to 40%", { cites: LEARNING });
  await settleBet(s, 3, "41");
  await place(s, "Mail lifts activation from 32% to 40%", { cites: LEARNING });
  await settleBet(s, 4, "31");
  await s.wait({ days: 7 });
  expect(await digest()).toContain("Paid off again “Ask *support* &lt;before&gt; a launch” in #3");
  expect(await digest()).not.toContain("in #4.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("keeps the chosen learning when another answer updates the form; choosing one is optional", async () => {
  await using s = await stage();
  await addLearning(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
  await toggleMore(s);
  await ana.fill(ana.view(), { cites: LEARNING, alone: "no" });
  await ana.submit({ chosen: "we-chose", dependency: "governance" });
  await place(s, "Banner lifts activation from 32% to 40%");
  const bets = [await shown(s, 2), await shown(s, 3)];
  expect(bets.map((bet) => bet?.includes("Builds on"))).toEqual([true, false]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("offers only the team's own learnings, and no choice if there are none", async () => {
  await using s = await stage();
  await addLearning(s, "What the other team knows", "C0OTHER");
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
  await toggleMore(s);
  expect(JSON.stringify(ana.view().content)).not.toContain("something that we learned");

  const { store } = s.app;
  const [ours, theirs] = [await teamOf(store), await teamOf(store, "C0OTHER")];
  const [learning] = await store.learnings.ofTeam(theirs.workspace, theirs.id);
  const draft = { ...aBet(1), cites: learning?.id ?? "" };
  const input = { workspace: ours.workspace, team: ours.id, draft };
  expect(await placeBetOn({ store, now: s.now, newId: () => "forged" }, input)).toEqual({
    ok: false,
    error: { kind: "learning-not-found" },
  });
});
