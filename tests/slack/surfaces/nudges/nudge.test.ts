import { expect, test } from "vitest";
import type { Bet } from "#domain/bets/bet.ts";
import { final } from "#tests/support/facts.ts";
import { addBet, teamOf } from "#tests/support/ledger.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const MISSED =
  "All three bets that were handed to us and settled in the last half year missed. Worth raising with whoever chose them.";
const DECIDED =
  "Of 6 bets placed this quarter, 6 were decided for us. We answer for all of them: worth raising with those who decide.";
const SILENCE = "Silence this for the quarter";
const handed = { mandate: { chosen: "decided-for-us" } } as const;

/** A team with three bets that were handed to it, and missed. */
async function withMisses(s: Stage): Promise<void> {
  await setUpTeam(s);
  await s.wait({ minutes: 1 });
  await add(s, [1, 2, 3], { ...handed, ...final(33, "2026-11-01T09:00:00Z") });
}

async function add(s: Stage, numbers: readonly number[], more: Partial<Omit<Bet, "terms">>) {
  const team = await teamOf(s.app.store);
  for (const number of numbers) await addBet(s.app.store, team, { number, ...more });
}

const digests = async (s: Stage) =>
  (await s.texts())
    .filter((text) => / · week \d+/.test(text))
    .map((text) => text.split("One thought\n• ")[1]);

async function lastDigest(s: Stage) {
  const found = (await s.slack.readChannel("C0GROWTH")).findLast(({ text }) => / · week \d+/.test(text));
  return { channel: "C0GROWTH", ts: found?.ts ?? "" };
}

const answerTo = (s: Stage, user = "U0BEN") => ({
  channel: "C0GROWTH",
  ts: s.slack.as(user).ephemerals().at(-1)?.ts ?? "",
});

const silencedNow = ["Bets handed to us that all missed", "Silenced until Fri 1 Jan 2027."];

test("a digest ends with one thought; the same is not told again, and another takes its turn", async () => {
  await using s = await stage();
  await withMisses(s);
  await s.wait({ days: 5 });
  expect(await digests(s)).toEqual([MISSED]);
  await s.wait({ days: 7 });
  await add(s, [4, 5, 6, 7, 8, 9], { ...handed, placedAt: s.now() });
  await s.wait({ days: 7 });
  await s.wait({ days: 7 });
  expect(await digests(s)).toEqual([
    MISSED,
    undefined,
    "Of 9 bets placed this quarter, 9 were decided for us. We answer for all of them: worth raising with those who decide.",
    undefined,
  ]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a late digest carries the nudge it was enqueued with", async () => {
  await using s = await stage();
  await withMisses(s);
  s.slack.setFaults({ rateLimited: { retryAfter: 600 } });
  await s.wait({ days: 5 });
  await add(s, [4], { ...handed, ...final(40, "2026-11-02T09:00:00Z") });
  s.slack.setFaults({});
  await s.wait({ hours: 2 });
  expect(await digests(s)).toEqual([MISSED]);
});

test("anyone silences it for the quarter, once, and hears it again; the digest and /outcomes follow", async () => {
  await using s = await stage();
  await withMisses(s);
  const ben = s.slack.as("U0BEN");
  await s.wait({ days: 5 });
  const digest = await lastDigest(s);
  await ben.clickButton(digest, SILENCE);
  expect(s.shownTo("U0BEN").at(-1)?.split("\n")).toEqual([
    "Our digest goes without this thought until Fri 1 Jan 2027, for all of us.",
    ...silencedNow,
  ]);
  await s.slack.as("U0CAT").clickButton(digest, SILENCE);
  expect(s.shownTo("U0CAT").at(-1)?.split("\n")).toEqual([
    "This thought is silenced already, until Fri 1 Jan 2027. Nothing was changed.",
    ...silencedNow,
  ]);

  await add(s, [4], { ...handed, ...final(33, "2026-11-10T09:00:00Z") });
  await s.wait({ days: 14 });
  expect(await digests(s)).toEqual([MISSED, undefined]);
  await ben.clickButton(answerTo(s), "Hear it again");
  expect(s.shownTo("U0BEN").at(-1)).toContain("Our digest may tell this thought again from now on.");
  expect(s.shownTo("U0BEN").at(-1)).toContain("No thought is silenced.");
  expect(ben.ephemerals()).toHaveLength(1);
  await s.slack.as("U0CAT").clickButton(answerTo(s, "U0CAT"), "Hear it again");
  expect(s.shownTo("U0CAT").at(-1)).toContain("This thought is not silenced any more. Nothing was changed.");
  await ben.command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0BEN").at(-1)).toContain(MISSED.replace("three", "four"));
  await ben.command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0BEN").at(-1)).toContain(MISSED.replace("three", "four"));
  await s.wait({ days: 7 });
  expect((await digests(s)).at(-1)).toBe(MISSED.replace("three", "four"));
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("with the quarter the silence ends", async () => {
  await using s = await stage();
  await withMisses(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes");
  await ana.clickButton(answerTo(s, "U0ANA"), SILENCE);
  await s.wait({ days: 54 });
  expect(await digests(s)).toEqual([undefined]);
  await s.wait({ days: 7 });
  expect((await digests(s)).at(-1)).toBe(MISSED);
});

test("the settings list what is silenced, with a button to hear it again; Home's week has the thought too", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  const shown = () => JSON.stringify(ana.view().content);
  await ana.command("C0GROWTH", "/outcomes", "settings");
  await ana.clickButton(ana.view(), "Silenced thoughts");
  expect(shown()).toContain("No thought is silenced.");
  await ana.closeView();
  await ana.closeView();

  await add(s, [1, 2, 3, 4, 5, 6], { ...handed, placedAt: s.now() });
  await s.wait({ minutes: 1 });
  await ana.openHome();
  await ana.clickButton(ana.home() ?? ana.view(), "The week");
  expect(shown()).toContain(DECIDED);
  await ana.clickButton(ana.view(), SILENCE);
  expect(shown()).toContain("Bets that others decide or hold up");
  await ana.closeView();
  await ana.command("C0GROWTH", "/outcomes", "settings");
  await ana.clickButton(ana.view(), "Silenced thoughts");
  await ana.clickButton(ana.view(), "Hear it again");
  expect(shown()).toContain("No thought is silenced.");
  await ana.closeView();
  expect(ana.view().content.callback_id).toBe("settings");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("who is not in the channel silences nothing, and a thought of another version is no more", async () => {
  await using s = await stage();
  await withMisses(s);
  await s.wait({ days: 5 });
  const digest = await lastDigest(s);
  await s.slack.as("U0GUS").clickButton(digest, SILENCE);
  expect(s.shownTo("U0GUS").at(-1)).toContain("Guests cannot");
  const team = await teamOf(s.app.store);
  expect(
    await s.app.store.nudges.silenced(team.workspace, team.id, Temporal.PlainDate.from("2026-11-09")),
  ).toEqual([]);
});
