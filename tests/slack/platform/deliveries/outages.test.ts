import { expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { addTeam, ledgerFile, writeLedger } from "#tests/support/ledger.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { nextDigest } from "#domain/teams/team.ts";

const at = (text: string) => Temporal.Instant.from(text);

/** Digests around clocks that change on 25 October (Europe) and on 1 November (America), at times that come twice, never or once. */
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

/** A team for each, and the digests that are due in the three weeks to come. */
async function teamsOf(s: Stage, path: string): Promise<Temporal.Instant[][]> {
  const due: Temporal.Instant[][] = [];
  await writeLedger(path, async (store) => {
    for (const [index, [timeZone, digestDay, time]] of SCHEDULES.entries()) {
      const team = await addTeam(store, `C0Z${index}`, timeZone);
      const settings = { ...team, timeZone, digestDay, digestTime: Temporal.PlainTime.from(time) };
      const moments = [nextDigest(settings, s.now())];
      for (let week = 1; week < 3; week += 1) moments.push(nextDigest(settings, moments[week - 1]!));
      await store.teams.save({ ...settings, nextDigestAt: moments[0]! });
      due.push(moments);
    }
  });
  return due;
}

async function passByTheHour(s: Stage, until: Temporal.Instant): Promise<void> {
  while (Temporal.Instant.compare(s.now(), until) < 0) await s.wait({ hours: 1 });
}

const digests = async (s: Stage, team: number): Promise<string[]> =>
  (await s.texts(`C0Z${team}`)).map((text) => text.split("\n").slice(0, 2).join(" "));

const counts = (s: Stage): Promise<number[]> =>
  Promise.all(SCHEDULES.map(async (_schedule, team) => (await digests(s, team)).length));

/** Each digest that fell due in a time when nothing came is there once, and says that it is late; and so are all others. */
async function expectAllOnce(
  s: Stage,
  due: readonly (readonly Temporal.Instant[])[],
  away: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<void> {
  let late = 0;
  for (const [team, moments] of due.entries()) {
    const past = moments.filter((moment) => Temporal.Instant.compare(moment, s.now()) <= 0);
    const texts = await digests(s, team);
    expect(texts).toHaveLength(past.length);
    for (const [week, moment] of past.entries()) {
      const hours = away.until.since(moment).total("hours");
      const isLate = Temporal.Instant.compare(moment, away.from) > 0 && hours >= 1;
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
const EUROPE_JUMPS = ["Europe's clocks jump", "2027-03-27T14:00:00Z", "2027-03-28T13:00:00Z"] as const;
const AMERICA_JUMPS = ["America's clocks jump", "2027-03-13T15:00:00Z", "2027-03-14T14:00:00Z"] as const;

async function world(from: string, path: string): Promise<Stage> {
  const start = at(from).subtract({ hours: 4 });
  return stage({ start, channels: CHANNELS, database: path });
}

test.each([EUROPE_FALLS_BACK, AMERICA_JUMPS])(
  "Slack is down for a day in which %s: nothing is lost, nothing comes twice",
  async (_, from, until) => {
    using file = ledgerFile();
    await using s = await world(from, file.path);
    const due = await teamsOf(s, file.path);
    await passByTheHour(s, at(from));
    s.slack.setFaults({ down: {} });
    await passByTheHour(s, at(until));
    s.slack.setFaults({});
    for (const minutes of [1, 2, 60]) await s.wait({ minutes });
    await expectAllOnce(s, due, { from: at(from), until: at(until) });
    const before = await counts(s);
    for (let step = 0; step < 14; step += 1) await s.wait({ hours: 12 });
    expect(await counts(s)).toEqual(before.map((times) => times + 1));
  },
);

test.each([AMERICA_FALLS_BACK, EUROPE_JUMPS])(
  "Ourcome is stopped for a day in which %s: nothing is lost, nothing comes twice",
  async (_, from, until) => {
    using file = ledgerFile();
    await using s = await world(from, file.path);
    const due = await teamsOf(s, file.path);
    await passByTheHour(s, at(from));
    await s.restart(at(from).until(at(until)));
    await s.wait({ minutes: 1 });
    await expectAllOnce(s, due, { from: at(from), until: at(until) });
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);
