import { expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { nextDigest } from "#domain/teams/team.ts";

const at = (text: string) => Temporal.Instant.from(text);

/**
 * Digests around the clock changes of 25 October (Europe) and 1 November (America), at local times that occur twice,
 * never or once.
 */
const SCHEDULES = [
  ["Europe/Berlin", 7, "02:30"],
  ["Europe/London", 7, "01:30"],
  ["Europe/Lisbon", 6, "23:59"],
  ["America/New_York", 7, "01:30"],
  ["America/St_Johns", 7, "00:00"],
  ["America/Los_Angeles", 6, "16:00"],
  ["Australia/Lord_Howe", 7, "02:00"],
  ["Asia/Kolkata", 7, "03:00"],
] as const;
const CHANNELS = SCHEDULES.map(([timeZone], index) => ({
  id: `C0Z${index}`,
  name: timeZone.toLowerCase().replace(/\W/g, "-"),
  members: ["U0ANA", BOT],
}));

/** Adds a team for each schedule. Returns when its digests of the next three weeks are due. */
async function addTeams(s: Stage, path: string): Promise<Temporal.Instant[][]> {
  const due: Temporal.Instant[][] = [];
  await writeDatabase(path, async (store) => {
    for (const [index, [timeZone, digestDay, time]] of SCHEDULES.entries()) {
      const team = await addTeam(store, `C0Z${index}`, timeZone);
      const digestTime = Temporal.PlainTime.from(time);
      const settings = { ...team, timeZone, digestDay, digestTime, postsQuietWeeks: true };
      const moments = [nextDigest(settings, s.now())];
      for (let week = 1; week < 3; week += 1) moments.push(nextDigest(settings, moments[week - 1]!));
      await store.teams.save({ ...settings, nextDigestAt: moments[0]! });
      due.push(moments);
    }
  });
  return due;
}

async function waitHourly(s: Stage, until: Temporal.Instant): Promise<void> {
  while (Temporal.Instant.compare(s.now(), until) < 0) await s.wait({ hours: 1 });
}

const digests = async (s: Stage, team: number): Promise<string[]> =>
  (await s.texts(`C0Z${team}`)).map((text) => text.split("\n").slice(0, 2).join(" "));

const counts = (s: Stage): Promise<number[]> =>
  Promise.all(SCHEDULES.map(async (_schedule, team) => (await digests(s, team)).length));

/** Expects every past digest exactly once. Those that fell due during the outage must say that they are late. */
async function expectAllOnce(
  s: Stage,
  due: readonly (readonly Temporal.Instant[])[],
  outage: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<void> {
  let late = 0;
  for (const [team, moments] of due.entries()) {
    const past = moments.filter((moment) => Temporal.Instant.compare(moment, s.now()) <= 0);
    const texts = await digests(s, team);
    expect(texts).toHaveLength(past.length);
    for (const [week, moment] of past.entries()) {
      const hours = outage.until.since(moment).total("hours");
      const isLate = Temporal.Instant.compare(moment, outage.from) > 0 && hours >= 1;
      expect([SCHEDULES[team], texts[week]?.includes("This comes late")]).toEqual([SCHEDULES[team], isLate]);
      late += isLate ? 1 : 0;
    }
  }
  expect(late).toBeGreaterThan(2);
}

const EUROPE_FALLS_BACK = [
  "Europe's clocks fall back",
  "2026-10-24T15:00:00Z",
  "2026-10-25T14:00:00Z",
] as const;
const AMERICA_FALLS_BACK = [
  "America's clocks fall back",
  "2026-10-31T14:00:00Z",
  "2026-11-01T13:00:00Z",
] as const;
const EUROPE_SPRINGS_FORWARD = [
  "Europe's clocks spring forward",
  "2027-03-27T14:00:00Z",
  "2027-03-28T13:00:00Z",
] as const;
const AMERICA_SPRINGS_FORWARD = [
  "America's clocks spring forward",
  "2027-03-13T15:00:00Z",
  "2027-03-14T14:00:00Z",
] as const;

async function startStage(from: string, path: string): Promise<Stage> {
  const start = at(from).subtract({ hours: 4 });
  return stage({ start, channels: CHANNELS, database: path });
}

test.each([EUROPE_FALLS_BACK, AMERICA_SPRINGS_FORWARD])(
  "loses and repeats no digest when Slack is down on the day %s",
  async (_, from, until) => {
    using file = databaseFile();
    await using s = await startStage(from, file.path);
    const due = await addTeams(s, file.path);
    await waitHourly(s, at(from));
    s.slack.setFaults({ down: {} });
    await waitHourly(s, at(until));
    s.slack.setFaults({});
    for (const minutes of [1, 2, 60]) await s.wait({ minutes });
    await expectAllOnce(s, due, { from: at(from), until: at(until) });
    const before = await counts(s);
    for (let step = 0; step < 14; step += 1) await s.wait({ hours: 12 });
    expect(await counts(s)).toEqual(before.map((count) => count + 1));
  },
);

test.each([AMERICA_FALLS_BACK, EUROPE_SPRINGS_FORWARD])(
  "loses and repeats no digest when Ourcome is stopped on the day %s",
  async (_, from, until) => {
    using file = databaseFile();
    await using s = await startStage(from, file.path);
    const due = await addTeams(s, file.path);
    await waitHourly(s, at(from));
    await s.restart(at(from).until(at(until)));
    await s.wait({ minutes: 1 });
    await expectAllOnce(s, due, { from: at(from), until: at(until) });
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);
