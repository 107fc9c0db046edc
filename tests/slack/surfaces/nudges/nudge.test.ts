import { expect, test } from "vitest";
import type { Bet } from "#domain/bets/bet.ts";
import { final } from "#tests/support/facts.ts";
import { withoutHint } from "#tests/support/hints.ts";
import { addBet, teamOf } from "#tests/support/ledger.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const MISSED =
  "All three bets that were handed to us and settled in the last half year missed. Worth raising with whoever chose them.";
const DECIDED_FOR_US =
  "Of 6 bets placed this quarter, 6 were decided for us. We answer for all of them: worth raising with those who decide.";
const SILENCE = "Silence this for the quarter";
const handedDown = { mandate: { chosen: "decided-for-us" } } as const;

/** A team with three bets that were handed down to it and missed. */
async function withMisses(s: Stage): Promise<void> {
  await setUpTeam(s);
  await s.wait({ minutes: 1 });
  await add(s, [1, 2, 3], { ...handedDown, ...final(33, "2026-11-01T09:00:00Z") });
}

async function add(s: Stage, numbers: readonly number[], more: Partial<Omit<Bet, "terms">>) {
  const team = await teamOf(s.app.store);
  for (const number of numbers) await addBet(s.app.store, team, { number, ...more });
}

/** A week without news has no digest, and so no nudge either: a hit of our own is news. */
const addNews = (s: Stage, number: number) =>
  add(s, [number], {
    ...final(40, s.now().toString()),
    placedAt: Temporal.Instant.from("2026-09-01T09:00:00Z"),
  });

const digests = async (s: Stage) =>
  (await s.texts())
    .filter((text) => / · week \d+/.test(text))
    .map((text) => withoutHint(text).split("One thought ")[1]);

async function lastDigest(s: Stage) {
  const found = (await s.slack.readChannel("C0GROWTH")).findLast(({ text }) => / · week \d+/.test(text));
  return { channel: "C0GROWTH", ts: found?.ts ?? "" };
}

const lastReply = (s: Stage, user = "U0BEN") => ({
  channel: "C0GROWTH",
  ts: s.slack.as(user).ephemerals().at(-1)?.ts ?? "",
});

const silencedLines = ["Bets handed to us that all missed", "Silenced until Fri 1 Jan 2027."];

test("ends a digest with at most one nudge, later another kind, and waits with it for a week that has news", async () => {
  await using s = await stage();
  await withMisses(s);
  await s.wait({ days: 5 });
  expect(await digests(s)).toEqual([MISSED]);
  await addNews(s, 11);
  await s.wait({ days: 7 });
  await add(s, [4, 5, 6, 7, 8, 9], { ...handedDown, placedAt: s.now() });
  await s.wait({ days: 7 });
  expect(await digests(s)).toHaveLength(2);
  await addNews(s, 12);
  await s.wait({ days: 7 });
  await addNews(s, 13);
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
  await add(s, [4], { ...handedDown, ...final(40, "2026-11-02T09:00:00Z") });
  s.slack.setFaults({});
  await s.wait({ hours: 2 });
  expect(await digests(s)).toEqual([MISSED]);
});

test("lets anyone silence a nudge for the quarter and unsilence it, in the digest and in /outcomes", async () => {
  await using s = await stage();
  await withMisses(s);
  const ben = s.slack.as("U0BEN");
  await s.wait({ days: 5 });
  const digest = await lastDigest(s);
  await ben.clickButton(digest, SILENCE);
  expect(s.shownTo("U0BEN").at(-1)?.split("\n")).toEqual([
    "Our digest goes without this thought until Fri 1 Jan 2027, for all of us.",
    ...silencedLines,
  ]);
  await s.slack.as("U0CAT").clickButton(digest, SILENCE);
  expect(s.shownTo("U0CAT").at(-1)?.split("\n")).toEqual([
    "This thought is silenced already, until Fri 1 Jan 2027. Nothing was changed.",
    ...silencedLines,
  ]);

  await add(s, [4], { ...handedDown, ...final(33, "2026-11-10T09:00:00Z") });
  await s.wait({ days: 14 });
  expect(await digests(s)).toEqual([MISSED, undefined]);
  await ben.clickButton(lastReply(s), "Hear it again");
  expect(s.shownTo("U0BEN").at(-1)).toContain("Our digest may tell this thought again from now on.");
  expect(s.shownTo("U0BEN").at(-1)).toContain("No thought is silenced.");
  expect(ben.ephemerals()).toHaveLength(1);
  await s.slack.as("U0CAT").clickButton(lastReply(s, "U0CAT"), "Hear it again");
  expect(s.shownTo("U0CAT").at(-1)).toContain("This thought is not silenced any more. Nothing was changed.");
  await ben.command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0BEN").at(-1)).toContain(MISSED.replace("three", "four"));
  await ben.command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0BEN").at(-1)).toContain(MISSED.replace("three", "four"));
  await addNews(s, 11);
  await s.wait({ days: 7 });
  expect((await digests(s)).at(-1)).toBe(MISSED.replace("three", "four"));
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("ends the silence with the quarter", async () => {
  await using s = await stage();
  await withMisses(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes");
  await ana.clickButton(lastReply(s, "U0ANA"), SILENCE);
  await addNews(s, 10);
  await s.wait({ days: 54 });
  expect(await digests(s)).toEqual([undefined]);
  await addNews(s, 11);
  await s.wait({ days: 7 });
  expect((await digests(s)).at(-1)).toBe(MISSED);
});

test("lists silenced nudges in the settings with a button to unsilence them, and shows the nudge on Home", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  const shown = () => JSON.stringify(ana.view().content);
  await ana.command("C0GROWTH", "/outcomes", "settings");
  await ana.clickButton(ana.view(), "Silenced thoughts");
  expect(shown()).toContain("No thought is silenced.");
  await ana.closeView();
  await ana.closeView();

  await add(s, [1, 2, 3, 4, 5, 6], { ...handedDown, placedAt: s.now() });
  await s.wait({ minutes: 1 });
  await ana.openHome();
  await ana.clickButton(ana.home() ?? ana.view(), "This week");
  expect(shown()).toContain(DECIDED_FOR_US);
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

test("doesn't let a guest silence a nudge", async () => {
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
