import { expect, test } from "vitest";
import { FIRST_DIGEST } from "#tests/support/hints.ts";
import { addBet, addStep, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, postQuietWeeks, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const digests = async (s: Stage): Promise<string[]> =>
  (await s.texts()).filter((text) => /^Growth|^growth/.test(text) && text.includes(" · week "));

/** Moves the clock to `at` by the hour, since digests are due on the hour, and the rest by the quarter of an hour. */
async function until(s: Stage, at: string): Promise<void> {
  const end = Temporal.Instant.from(at);
  while (Temporal.Instant.compare(s.now().add({ hours: 1 }), end) < 0) await s.wait({ hours: 1 });
  await s.pass(end);
}

const settle = async (s: Stage, number: number, value: string): Promise<void> => {
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", `settle ${number}`);
  await ana.submit({ value });
};

const nothingNew = (week: number) => `growth · week ${week} · Nothing new.`;

async function digestPlace(s: Stage, week: number): Promise<{ channel: string; ts: string }> {
  const found = (await s.slack.readChannel("C0GROWTH")).find(({ text }) => text.includes(` · week ${week}`));
  return { channel: "C0GROWTH", ts: found?.ts ?? "" };
}

test("posts nothing in twelve quiet weeks but the quarter's recap, whatever goals and steps exist", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 30 Apr 2027");
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    const bet = await addBet(store, team, { number: 9, reviewOn: "2027-04-30" });
    await addStep(store, bet, { text: "Look again in spring", due: "2027-04-30" });
    const objective = "objective";
    const dates = {
      from: Temporal.PlainDate.from("2027-04-01"),
      until: Temporal.PlainDate.from("2027-06-30"),
    };
    const { workspace, id } = team;
    await store.goals.saveObjective(
      { id: objective, workspace, team: id, title: "Grow", state: "open", ...dates },
      s.now(),
    );
    await store.goals.saveKeyResult(
      { id: "kr", workspace, objective, metric: "teams", unit: "", baseline: 0, target: 100, current: 0 },
      s.now(),
    );
  });
  const before = (await s.texts()).length;
  await s.wait({ days: 4, hours: 6 });
  for (let week = 1; week < 12; week += 1) await s.wait({ days: 7 });
  expect(s.now()).toEqual(Temporal.Instant.from("2027-01-22T15:00:00Z"));
  const posted = (await s.texts()).slice(before);
  expect(posted.filter((text) => !text.startsWith("growth · Q4 2026"))).toEqual([]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a team that wants a line in quiet weeks gets one every Friday at 16:00", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await postQuietWeeks(s);
  await until(s, "2026-11-06T14:59:59Z");
  expect(await digests(s)).toEqual([]);
  await s.wait({ seconds: 1 });
  expect(await digests(s)).toEqual([nothingNew(45)]);
  await until(s, "2026-11-13T15:00:00Z");
  await s.wait({ minutes: 1 });
  expect(await digests(s)).toEqual([nothingNew(45), nothingNew(46)]);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes", "settings");
  expect(JSON.stringify(ana.view().content)).toContain("Post a line in quiet weeks");
  await ana.submit({ quiet_weeks: [] });
  await until(s, "2026-11-20T15:00:00Z");
  expect(await digests(s)).toHaveLength(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("the first digest after quiet weeks covers them without a word about them", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 30 Apr 2027");
  await until(s, "2026-11-23T12:00:00Z");
  expect(await digests(s)).toEqual([]);
  await settle(s, 1, "37");
  await until(s, "2026-11-27T15:00:00Z");
  expect(await digests(s)).toEqual([
    `growth · week 48 · 1 settled\nSettled #1 Checklist: part-way (5 of 8 points).\n${FIRST_DIGEST}`,
  ]);
});

test("a restart in a quiet week decides nothing twice", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 30 Apr 2027");
  await writeDatabase(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 9, reviewOn: "2027-04-30" });
    await addStep(store, bet, { text: "Ask", due: "2026-11-04" });
  });
  await until(s, "2026-11-06T15:00:00Z");
  await s.restart({ minutes: 5 });
  expect(await digests(s)).toEqual([]);
  const team = await teamOf(s.app.store);
  const [step] = await s.app.store.nextSteps.openOfTeam(team.workspace, team.id);
  expect(step?.timesCarriedOver).toBe(1);
});

test("tells a final verdict once, and has the numbers behind a button for the person who clicks", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settle(s, 1, "37");
  await until(s, "2026-11-06T15:00:00Z");
  const [digest = ""] = await digests(s);
  expect(digest).toBe(
    `growth · week 45 · 1 settled\nSettled #1 Checklist: part-way (5 of 8 points).\n${FIRST_DIGEST}`,
  );
  const charts = (await s.slack.readChannel("C0GROWTH"))
    .flatMap(({ blocks }) => blocks)
    .filter(({ type }) => type === "data_visualization");
  expect(charts).toEqual([]);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(await digestPlace(s, 45), "Numbers");
  const shown = JSON.stringify(ben.view().content).replaceAll("\u00a0", " ");
  expect(shown).toContain("0 of 1 hit. With one bet, our hit rate could be anywhere from 0 to 79 %;");
  expect(shown).toContain("#1 63 %.");
  expect(shown).toContain("How do we know?");
  await until(s, "2026-11-13T15:00:00Z");
  expect(await digests(s)).toHaveLength(1);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("shows no numbers to a guest", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settle(s, 1, "37");
  await until(s, "2026-11-06T15:00:00Z");
  const gus = s.slack.as("U0GUS");
  await gus.clickButton(await digestPlace(s, 45), "Numbers");
  expect(JSON.stringify(gus.view().content)).toContain("Guests cannot");
});

test("tells a review before its date and after it, with the button for that moment", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 12 Nov");
  await until(s, "2026-11-06T15:00:00Z");
  expect(await digests(s)).toEqual([
    `growth · week 45 · 1 due\nNext #1 Checklist, review on Thu 12 Nov\n${FIRST_DIGEST}`,
  ]);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(await digestPlace(s, 45), "Add a reading");
  await ben.submit({ value: "34" });
  await until(s, "2026-11-13T15:00:00Z");
  expect((await digests(s))[1]).toBe(
    "growth · week 46 · 1 due\nDue #1 Checklist, up for review since Thu 12 Nov",
  );
  await ben.clickButton(await digestPlace(s, 46), "Enter the final reading");
  expect(ben.view().content.callback_id).toBe("settle_bet");
  await ben.closeView();
  await until(s, "2026-11-27T15:00:00Z");
  expect(await digests(s)).toHaveLength(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a digest that is hours late says so; one that is too late is skipped, and the next covers its week", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 12 Nov");
  await s.wait({ days: 5 });
  expect((await digests(s))[0]).toContain(
    "This comes late. It was due Fri 6 Nov 2026, 16:00 (Europe/Berlin).",
  );
  await settle(s, 1, "37");
  await s.wait({ days: 8 });
  expect(await digests(s)).toHaveLength(1);
  await until(s, "2026-11-20T15:00:00Z");
  const [, next = ""] = await digests(s);
  expect(next).toContain("growth · week 47 · 1 settled\n");
  expect(next).toContain("This covers everything since Fri 6 Nov: no digest came in between.");
  expect(next).toContain("Settled #1 Checklist: part-way");
  expect(await digests(s)).toHaveLength(2);
});

test("still posts the digest at 16:00 in the team's time zone after summer time begins", async () => {
  await using s = await stage({ start: Temporal.Instant.from("2027-03-22T09:00:00Z") });
  await setUpTeam(s);
  await postQuietWeeks(s);
  await until(s, "2027-03-26T15:00:00Z");
  expect(await digests(s)).toHaveLength(1);
  await until(s, "2027-04-02T13:59:59Z");
  expect(await digests(s)).toHaveLength(1);
  await s.wait({ seconds: 1 });
  expect((await digests(s))[1]).toBe(nothingNew(13));
});

test("a team that moves its digest to the next workday gets no second one for the same week", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await postQuietWeeks(s);
  await until(s, "2026-11-06T15:00:00Z");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes", "settings");
  await ana.submit({ digest_day: "1", digest_time: "09:00" });
  await until(s, "2026-11-09T12:00:00Z");
  expect(await digests(s)).toHaveLength(1);
  await until(s, "2026-11-16T12:00:00Z");
  expect((await digests(s))[1]).toBe(nothingNew(46));
});

test("/outcomes shows the week to the sender only, and its button posts it once", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settle(s, 1, "41");
  await s.wait({ days: 1 });
  await s.wait({ minutes: 1 });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes");
  const shown = s.shownTo("U0ANA").at(-1);
  expect(shown).toContain("growth · the last seven days");
  expect(shown).toContain("Settled #1 Checklist: hit (9 of 8 points).");
  const posted = async () => (await s.texts()).filter((text) => text === shown).length;
  expect(await posted()).toBe(0);

  const place = { channel: "C0GROWTH", ts: ana.ephemerals().at(-1)?.ts ?? "" };
  await ana.clickButton(place, "Post it to the channel");
  expect(await posted()).toBe(1);
  await ana.clickButton(place, "Post it to the channel");
  expect(await posted()).toBe(1);
  expect(s.shownTo("U0ANA").at(-1)).toContain("This week is in the channel already.");

  await ana.command("C0GROWTH", "/outcomes");
  await ana.clickButton({ ...place, ts: ana.ephemerals().at(-1)?.ts ?? "" }, "Post it to the channel");
  expect(await posted()).toBe(2);
  expect(s.slack.problems).toEqual([]);
  expect(s.logged).toEqual([]);
});

test("shows no week to a guest", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await s.slack.as("U0GUS").command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0GUS").at(-1)).toContain("Guests cannot");
});

test("if the first digest was skipped, the next covers everything from the start", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settle(s, 1, "37");
  await s.wait({ days: 2 });
  await s.wait({ days: 4 });
  expect(await digests(s)).toEqual([]);
  await until(s, "2026-11-13T15:00:00Z");
  const [digest = ""] = await digests(s);
  expect(digest).toContain("This covers everything since Mon 2 Nov: no digest came in between.");
  expect(digest).toContain("Settled #1 Checklist: part-way");
});

test("/outcomes says when nothing is new, with the numbers on top of it", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 30 Apr 2027");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0ANA").at(-1)).toBe(
    "growth · the last seven days · Nothing new. Our digest comes on Fridays that have news.",
  );
  await ana.clickButton({ channel: "C0GROWTH", ts: ana.ephemerals().at(-1)?.ts ?? "" }, "Numbers");
  expect(JSON.stringify(ana.view().content)).toContain("No bet is settled yet.");
  await ana.closeView();
  await ana.openHome();
  await ana.clickButton(ana.home() ?? ana.view(), "This week");
  await ana.clickButton(ana.view(), "Numbers");
  expect(ana.views()).toHaveLength(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
