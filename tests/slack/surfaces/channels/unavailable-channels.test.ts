import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { BOT, SIGNING_SECRET } from "#sandbox/sandbox.ts";
import { signedHeaders } from "#tests/support/recording-proxy.ts";
import { databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, postQuietWeeks, setUpTeam } from "#tests/support/moves.ts";
import { outboxHarness, WORKSPACE } from "#tests/support/outbox-harness.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const DIGEST = "2026-11-06T15:00:00Z";

const digests = async (s: Stage, channel = CHANNEL): Promise<number> =>
  (await s.texts(channel)).filter((text) => text.includes(" · week ")).length;

/** A team with a digest every week. */
async function setUpWeekly(s: Stage, channel = CHANNEL): Promise<void> {
  await setUpTeam(s, channel);
  await postQuietWeeks(s, channel);
}

async function home(s: Stage): Promise<string> {
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  return JSON.stringify(ana.home()?.content);
}

const event = (s: Stage, type: string, more: object = { channel: CHANNEL }): Promise<void> =>
  s.slack.sendEvent({ type, event_ts: "1.1", ...more });

const WITHOUT_BOT = ["U0ANA", "U0BEN"];

type Away = readonly [string, Parameters<Stage["slack"]["change"]>[1], string];
const AWAY: readonly Away[] = [
  ["archived", { archived: true }, "channel is archived"],
  ["shared with another organisation", { externallyShared: true }, "shared with another organisation"],
  ["without Ourcome", { members: WITHOUT_BOT }, "type /invite @Ourcome there"],
];

test.each(AWAY)(
  "while its channel is %s, a team's digest stays pending and Home says why",
  async (_, change, words) => {
    await using s = await stage();
    await setUpWeekly(s);
    await setUpWeekly(s, "C0OTHER");
    s.slack.change(CHANNEL, change);
    await s.wait({ days: 4, hours: 6 });
    await s.wait({ hours: 3 });
    expect([await digests(s), await digests(s, "C0OTHER")]).toEqual([0, 1]);
    expect(await home(s)).toContain(words);
    expect(s.logged.length).toBeGreaterThan(0);
    expect(s.logged.every((line) => line.includes("waits until its channel takes messages again"))).toBe(
      true,
    );

    s.slack.change(CHANNEL, { archived: false, externallyShared: false, members: [...WITHOUT_BOT, BOT] });
    await s.wait({ hours: 1 });
    expect([await digests(s), await digests(s, "C0OTHER")]).toEqual([1, 1]);
    expect(await home(s)).not.toContain(words);
    expect(s.slack.problems).toEqual([]);
  },
);

test.each([
  ["archived", { archived: true }, "channel_unarchive", { channel: CHANNEL }],
  ["shared", { externallyShared: true }, "channel_unshared", { channel: CHANNEL, is_ext_shared: false }],
  ["without Ourcome", { members: WITHOUT_BOT }, "member_joined_channel", { channel: CHANNEL, user: BOT }],
] as const)(
  "sends pending messages as soon as Slack says that a channel is accessible again (was %s)",
  async (_, change, type, more) => {
    await using s = await stage();
    await setUpWeekly(s);
    s.slack.change(CHANNEL, change);
    await s.wait({ days: 4, hours: 6 });
    for (let hour = 0; hour < 6; hour += 1) await s.wait({ hours: 1 });
    expect(await digests(s)).toBe(0);
    s.slack.change(CHANNEL, { archived: false, externallyShared: false, members: [...WITHOUT_BOT, BOT] });
    await event(s, type, more);
    expect(await digests(s)).toBe(1);
    expect((await s.texts()).at(-1)).toContain("This comes late.");
  },
);

test("ignores other people who join, and channels without a team", async () => {
  await using s = await stage();
  await setUpWeekly(s);
  await event(s, "member_joined_channel", { channel: CHANNEL, user: "U0BEN" });
  await event(s, "channel_unarchive", { channel: "C0OTHER" });
  await event(s, "channel_id_changed", { old_channel_id: "C0OTHER", new_channel_id: "C0NEW" });
  await event(s, "channel_rename", { channel: { id: CHANNEL, name: "growing" } });
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("pauses posts and updates while a channel is shared outside, backs off, and sends them once it is not", async () => {
  await using office = await outboxHarness();
  await office.enqueue("a");
  await office.outbox.deliver();
  office.shared.add("C1");
  office.words.set("a", "changed");
  await office.store.deliveries.markStale(WORKSPACE, "a");
  await office.enqueue("b");
  for (let minute = 0; minute < 60; minute += 1) await office.wait({ minutes: 1 });
  expect(office.texts()).toEqual(["a"]);
  expect(await office.state("b")).toEqual({ kind: "paused", reason: "shared_outside" });
  expect(office.logged).toHaveLength(12);
  office.shared.clear();
  await office.wait({ hours: 1 });
  expect(office.texts()).toEqual(["changed", "b"]);
});

test("drops the digest of a deleted channel after a day and delays no other", async () => {
  await using s = await stage();
  await setUpWeekly(s);
  await setUpWeekly(s, "C0OTHER");
  s.slack.change(CHANNEL, "deleted");
  await event(s, "channel_deleted");
  await s.pass(Temporal.Instant.from(DIGEST));
  expect(await digests(s, "C0OTHER")).toBe(1);
  await s.wait({ days: 2 });
  expect(s.logged.at(-1)).toContain("too-late");
});

test("a channel whose id changes keeps its team, its record and its digests", async () => {
  await using s = await stage();
  await setUpWeekly(s);
  await event(s, "channel_id_changed", { old_channel_id: CHANNEL, new_channel_id: "C0OTHER" });
  await s.wait({ days: 4, hours: 6 });
  expect([await digests(s), await digests(s, "C0OTHER")]).toEqual([0, 1]);
  await s.slack.as("U0ANA").command("C0OTHER", "/bet", "list");
  expect(s.shownTo("U0ANA").at(-1)).toContain("No bet of ours is open");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("does not acknowledge a new channel id that could not be saved, so that Slack sends it again", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpWeekly(s);
  const type = "application/json";
  const body = JSON.stringify({
    type: "event_callback",
    event_id: "Ev0MOVED",
    team_id: (await teamOf(s.app.store)).workspace,
    event: {
      type: "channel_id_changed",
      old_channel_id: CHANNEL,
      new_channel_id: "C0OTHER",
      event_ts: "1.1",
    },
  });
  const send = async (): Promise<number> => {
    const headers = signedHeaders(SIGNING_SECRET, type, body);
    return (await fetch(s.appUrl, { method: "POST", headers, body })).status;
  };
  const other = new Database(file.path);
  other.exec("begin immediate");
  expect(await send()).toBe(404);
  other.exec("rollback");
  other.close();
  expect([await send(), await send()]).toEqual([200, 200]);
  await s.wait({ days: 4, hours: 6 });
  expect([await digests(s), await digests(s, "C0OTHER")]).toEqual([0, 1]);
});

test("a channel's new id does not merge two teams", async () => {
  await using s = await stage();
  await setUpWeekly(s);
  await setUpWeekly(s, "C0OTHER");
  await event(s, "channel_id_changed", { old_channel_id: CHANNEL, new_channel_id: "C0OTHER" });
  await s.wait({ days: 4, hours: 6 });
  expect([await digests(s), await digests(s, "C0OTHER")]).toEqual([1, 1]);
});

test("pauses a team whose time zone is no longer known until it chooses another", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await postQuietWeeks(s);
  await setUpWeekly(s, "C0OTHER");
  await writeDatabase(file.path, async (store) => {
    await store.teams.save({ ...(await teamOf(store)), timeZone: "Mars/Phobos" });
  });
  await s.wait({ days: 4, hours: 6 });
  expect([await digests(s), await digests(s, "C0OTHER")]).toEqual([0, 1]);
  expect(await home(s)).toContain("time zone is no longer known here");
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain("Checklist");

  await ana.command(CHANNEL, "/outcomes", "settings");
  await ana.submit({ time_zone: "Europe/Berlin" });
  expect(await digests(s)).toBe(1);
  expect(await home(s)).not.toContain("time zone is no longer known");
  expect(s.logged.every((line) => line.includes("time_zone_lost"))).toBe(true);
  expect(s.slack.problems).toEqual([]);
});
