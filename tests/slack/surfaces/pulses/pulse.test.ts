import { expect, test } from "vitest";
import { withoutHint } from "#tests/support/hints.ts";
import { teamOf } from "#tests/support/ledger.ts";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { numbersOf } from "#tests/support/numbers.ts";
import { type Stage, stage, stageWithTeamOf } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const lastReply = (s: Stage, user: string) => s.shownTo(user).at(-1);
const problems = (s: Stage) => [s.slack.problems, s.logged];

const pulsesOf = async (s: Stage) =>
  (await s.slack.readChannel(CHANNEL))
    .filter(({ text }) => text.startsWith("How are we?"))
    .map((message) => ({ ...message, channel: CHANNEL, text: message.text.replaceAll("\u00a0", " ") }));

async function pulseOf(s: Stage) {
  const last = (await pulsesOf(s)).at(-1);
  if (!last) throw new Error("There is no pulse.");
  return last;
}

/** Places and settles a bet and waits until its retro closes. A `value` of 36 or more is a hit. */
async function holdRetro(s: Stage, value: string, confirmer = "U0BEN"): Promise<void> {
  await placeBet(s, "Checklist lifts activation from 32% to 36% by 20 Dec");
  const number = (await s.texts()).filter((text) => /^Bet #\d+ · /.test(text)).length;
  await settleBet(s, number, value, CHANNEL, confirmer);
  await s.wait({ hours: 48 });
}

/** Clicks one person's ratings, in the order of the questions; 0 skips a question. */
async function answer(s: Stage, user: string, ...ratings: readonly number[]): Promise<void> {
  const { channel, ts } = await pulseOf(s);
  for (const [index, rating] of ratings.entries())
    if (rating > 0) await s.slack.as(user).clickButton({ channel, ts }, `pulse_${rating}`, index + 1);
}

/** The lines of the numbers under "How we are". */
async function howWeAre(s: Stage): Promise<string[]> {
  // `/outcomes` covers what happened before now, so let a minute pass.
  await s.wait({ minutes: 1 });
  const lines = await numbersOf(s);
  const end = lines.indexOf("How do we know?");
  return lines.includes("How we are") ? lines.slice(lines.indexOf("How we are") + 1, end) : [];
}

test("opens a pulse when a retro closes, with five buttons for each statement, and replies only to who clicks", async () => {
  await using s = await stage();
  await holdRetro(s, "37");
  expect((await pulseOf(s)).text.split("\n")).toEqual([
    "How are we? One tap for each statement, from 1 (not at all) to 5 (fully).",
    "Anonymous. No name is kept with an answer; whoever runs the server could work out whose it is until the pulse closes, and nobody can afterwards. Our digest shows the middle of the answers, where 3 or more came in. Fewer are pooled over the quarter.",
    "It closes Sat 7 Nov 2026, 10:00 (Europe/Berlin) · 0 have answered",
    "Purpose · What we do matters to somebody.",
    "Mastery · We get better at what we do.",
    "Belonging · I am one of us here.",
    "Safe to speak · I can say what I think here, bad news too.",
  ]);
  const labels = JSON.stringify((await pulseOf(s)).blocks);
  for (const label of ["1, not at all", "2, a little", "3, half", "4, mostly", "5, fully"])
    expect(labels).toContain(`"accessibility_label":"${label}: We get better at what we do."`);

  await answer(s, "U0BEN", 0, 3);
  expect(lastReply(s, "U0BEN")).toBe(
    "3 (half) for mastery is in; you can change it until Sat 7 Nov 2026, 10:00 (Europe/Berlin).",
  );
  await answer(s, "U0ANA", 5, 4);
  await answer(s, "U0BEN", 0, 4);
  expect((await pulseOf(s)).text).toContain("· 2 have answered");
  for (const other of ["U0CAT", "U0GUS"]) expect(s.shownTo(other).join()).not.toContain("is in");
  expect((await s.texts()).join()).not.toMatch(/mastery \d|half/);
  expect(problems(s)).toEqual([[], []]);
});

test("closes once everybody has answered everything; one digest shows the result, the numbers until the next pulse", async () => {
  await using s = await stage();
  await holdRetro(s, "37");
  await answer(s, "U0ANA", 5, 4, 2, 4);
  await answer(s, "U0BEN", 4, 3, 2, 4);
  await answer(s, "U0CAT", 4, 1, 2);
  expect((await pulseOf(s)).text).toContain("3 have answered");
  await answer(s, "U0CAT", 0, 0, 0, 4);
  expect(lastReply(s, "U0CAT")).toContain(
    "That was the last one: everybody has answered, so the pulse is closed",
  );
  expect((await pulseOf(s)).text).toBe(
    "How are we? This pulse is closed.\n3 of 3 answered. The answers themselves are destroyed. Our next digest says how we are, and /outcomes does now.",
  );
  expect(JSON.stringify((await pulseOf(s)).blocks)).not.toContain("pulse_");
  await s.wait({ days: 2, hours: 6 });
  const line =
    "Purpose 4, mastery 3; strong agreement: safe to speak; strong agreement that something is missing: belonging (3 of 3 answered; 1 is not at all, 5 is fully)";
  const digests = async () => (await s.texts()).filter((text) => text.includes(" · week "));
  expect(
    withoutHint((await digests())[0] ?? "")
      .split("\n")
      .slice(-1),
  ).toEqual([
    "How we are Purpose 4, mastery 3; strong agreement: safe to speak; strong agreement that something is missing: belonging (3 of 3 answered).",
  ]);
  await s.wait({ days: 7 });
  expect(await digests()).toHaveLength(1);
  expect(await howWeAre(s)).toEqual([line]);
  expect(problems(s)).toEqual([[], []]);
});

test("comes at most every two weeks, and shows the trend and the difference between hits and misses", async () => {
  await using s = await stage();
  const answerAll = async (...ratings: number[][]) => {
    for (const [index, user] of ["U0ANA", "U0BEN", "U0CAT"].entries())
      await answer(s, user, ...(ratings[index] ?? []));
  };
  await holdRetro(s, "37");
  await answerAll([4, 3, 5, 4], [4, 3, 5, 3], [5, 2, 4, 4]);
  await s.wait({ days: 10 });
  await holdRetro(s, "33");
  expect(await pulsesOf(s)).toHaveLength(1);
  await s.wait({ days: 2 });
  await holdRetro(s, "33");
  expect(await pulsesOf(s)).toHaveLength(2);
  await answerAll([4, 4, 3, 4], [4, 4, 3, 3], [2, 1, 2, 4]);
  expect(await howWeAre(s)).toEqual([
    "Purpose 4, mastery 4, belonging 3, safe to speak 4 (3 of 3 answered; 1 is not at all, 5 is fully)",
    "Since the pulse before: mastery up from 3, belonging down from 5; purpose, safe to speak as before.",
    "Over the quarter, after a hit: purpose 4, mastery 3, belonging 5, safe to speak 4. After a miss: purpose 4, mastery 4, belonging 3, safe to speak 4.",
  ]);
  expect(problems(s)).toEqual([[], []]);
});

test("pools too few answers with those of the quarter's next pulses, and shows them once there are enough", async () => {
  await using s = await stage();
  await holdRetro(s, "37");
  await answer(s, "U0ANA", 5, 5);
  await answer(s, "U0BEN", 2);
  await s.wait({ days: 3 });
  expect((await pulseOf(s)).text).toContain("2 of 3 answered. That is too few, so nothing shows.");
  const few = "2 of 3 answered: too few to show. What came in waits for the quarter's next pulses.";
  expect(await howWeAre(s)).toEqual([few]);
  await s.wait({ days: 14 });
  await holdRetro(s, "37");
  await answer(s, "U0CAT", 4, 4);
  await s.wait({ days: 3 });
  expect(await howWeAre(s)).toEqual([
    "Over the quarter, purpose 4; too few answers: mastery, belonging, safe to speak (1 of 3 answered; 1 is not at all, 5 is fully)",
  ]);
  expect(problems(s)).toEqual([[], []]);
});

test("drops pooled answers when the quarter ends, even without another pulse", async () => {
  await using s = await stage();
  await holdRetro(s, "37");
  await answer(s, "U0ANA", 5, 5);
  await s.wait({ days: 3 });
  expect((await pulseOf(s)).text).toContain(
    "What they add up to waits for the quarter's next pulses, and goes when the quarter ends",
  );
  const { store } = s.app;
  const { workspace, id } = await teamOf(store);
  expect([...(await store.pulses.pendingRatings(workspace, id)).keys()].toSorted()).toEqual([
    "mastery",
    "purpose",
  ]);
  // The last minute of the year in Berlin, and the first of the next.
  await s.wait(s.now().until(Temporal.Instant.from("2026-12-31T22:59:00Z")));
  expect((await store.pulses.pendingRatings(workspace, id)).size).toBe(2);
  await s.wait({ minutes: 1 });
  expect((await store.pulses.pendingRatings(workspace, id)).size).toBe(0);
  expect(await howWeAre(s)).toEqual(["1 of 3 answered: too few to show."]);
  expect(problems(s)).toEqual([[], []]);
});

test("asks only teams that have the pulse switched on", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/outcomes", "settings");
  await ana.submit({ pulse: "" });
  await holdRetro(s, "37");
  expect(await pulsesOf(s)).toEqual([]);
  await ana.command(CHANNEL, "/outcomes", "settings");
  await ana.submit({ pulse: ["asks"] });
  await holdRetro(s, "37");
  expect(await pulsesOf(s)).toHaveLength(1);
  expect(problems(s)).toEqual([[], []]);
});

test("refuses guests and doesn't count them, and refuses answers to a closed pulse", async () => {
  await using s = await stage();
  await holdRetro(s, "37");
  const { ts } = await pulseOf(s);
  await answer(s, "U0GUS", 3);
  expect(lastReply(s, "U0GUS")).toContain("Guests cannot place, settle or vote.");
  expect((await pulseOf(s)).text).toContain("· 0 have answered");
  for (const user of ["U0ANA", "U0BEN"]) await answer(s, user, 3);
  s.slack.setFaults({ rateLimited: { method: "chat.update", retryAfter: 3600 } });
  await s.wait({ days: 3 });
  await s.slack.as("U0CAT").clickButton({ channel: CHANNEL, ts }, "pulse_5");
  expect(lastReply(s, "U0CAT")).toContain("This pulse is closed, and its answers are destroyed");
});

test("doesn't say how many could have answered in a large channel", async () => {
  const { s } = await stageWithTeamOf(45);
  await using _ = s;
  await holdRetro(s, "37", "U0P1");
  for (const [index, user] of ["U0ANA", "U0P1", "U0P2", "U0P3", "U0P4"].entries())
    await answer(s, user, index < 3 ? 4 : 5);
  await s.wait({ days: 3 });
  expect((await pulseOf(s)).text).toContain("\n5 answered. The answers themselves are destroyed.");
});
