import { expect, test } from "vitest";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
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

const charts = async (s: Stage): Promise<number> =>
  (await s.slack.readChannel("C0GROWTH"))
    .flatMap(({ blocks }) => blocks)
    .filter(({ type }) => type === "data_visualization").length;

test("posts the digest every Friday at 16:00, even if there is nothing to report", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await until(s, "2026-11-06T14:59:59Z");
  expect(await digests(s)).toEqual([]);
  await s.wait({ seconds: 1 });
  const quiet = "Nothing came in this week, and nothing is up for review. See you on Friday.";
  expect(await digests(s)).toEqual([`growth · week 45 (2 to 6 November) · ${quiet}`]);
  await until(s, "2026-11-13T14:59:59Z");
  expect(await digests(s)).toHaveLength(1);
  await s.wait({ seconds: 1 });
  await s.wait({ minutes: 1 });
  expect(await digests(s)).toHaveLength(2);
  expect(s.slack.problems).toEqual([]);
  expect(s.logged).toEqual([]);
});

test("lists the week's final verdicts, with a chart", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settle(s, 1, "37");
  await until(s, "2026-11-06T15:00:00Z");
  const [digest = ""] = await digests(s);
  expect(digest).toContain("• #1 Checklist: part-way, 63 % of the way (5 of 8 points)");
  expect(digest).toContain("0 of 1 bet hit (95 % interval: 0-79 %)");
  expect(digest).toContain("#1 63 %.");
  expect(await charts(s)).toBe(1);
  await until(s, "2026-11-13T15:00:00Z");
  expect((await digests(s))[1]).toContain("See you on Friday.");
  expect(s.slack.problems).toEqual([]);
});

test("a workspace that refuses charts gets the digest without one", async () => {
  await using s = await stage({ refusesCharts: true });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settle(s, 1, "37");
  await until(s, "2026-11-06T15:00:00Z");
  expect((await digests(s))[0]).toContain("#1 63 %.");
  expect(await charts(s)).toBe(0);
  expect(s.logged).toEqual([]);
});

test("a digest that is hours late says so; one that is too late is skipped, and the next covers its week", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await s.wait({ days: 5 });
  expect((await digests(s))[0]).toContain(
    "This comes late. It was due Fri 6 Nov 2026, 16:00 (Europe/Berlin).",
  );
  await settle(s, 1, "37");
  await s.wait({ days: 8 });
  expect(await digests(s)).toHaveLength(1);
  await until(s, "2026-11-20T15:00:00Z");
  const [, next = ""] = await digests(s);
  expect(next).toContain("week 47 (9 to 20 November)");
  expect(next).toContain("This covers everything since Fri 6 Nov: no digest came in between.");
  expect(next).toContain("#1 Checklist: part-way");
  expect(await digests(s)).toHaveLength(2);
});

test("still posts the digest at 16:00 in the team's time zone after summer time begins", async () => {
  await using s = await stage({ start: Temporal.Instant.from("2027-03-22T09:00:00Z") });
  await setUpTeam(s);
  await until(s, "2027-03-26T15:00:00Z");
  expect(await digests(s)).toHaveLength(1);
  await until(s, "2027-04-02T13:59:59Z");
  expect(await digests(s)).toHaveLength(1);
  await s.wait({ seconds: 1 });
  expect((await digests(s))[1]).toContain("growth · week 13 (29 March to 2 April)");
});

test("a team that moves its digest to the next workday gets no second one for the same week", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await until(s, "2026-11-06T15:00:00Z");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes", "settings");
  await ana.submit({ digest_day: "1", digest_time: "09:00" });
  await until(s, "2026-11-09T12:00:00Z");
  expect(await digests(s)).toHaveLength(1);
  await until(s, "2026-11-16T12:00:00Z");
  expect((await digests(s))[1]).toContain("week 46 (9 to 13 November)");
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
  expect(shown).toContain("#1 Checklist: hit, 113 % of the way (9 of 8 points)");
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
  expect(digest).toContain("#1 Checklist: part-way");
});
