import { copyFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, postQuietWeeks, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

/** Lets days go by with a tick every six hours. */
async function waitDays(s: Stage, days: number): Promise<void> {
  for (let step = 0; step < days * 4; step += 1) await s.wait({ hours: 6 });
}

/** Backs up like `sqlite3 ourcome.db ".backup copy.db"` while Ourcome runs. Returns a function that restores it. */
async function backUp(path: string): Promise<() => Promise<void>> {
  const copy = `${path}.copy`;
  const file = new Database(path, { readonly: true });
  await file.backup(copy);
  file.close();
  return async () => {
    for (const suffix of ["-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
    copyFileSync(copy, path);
  };
}

/** Settles one bet, places another that is up for review on Wednesday, and sets up a second team with only a digest. */
async function prepareMonday(s: Stage): Promise<void> {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await placeBet(s, "Invite link lifts invites from 10% to 12% by 4 Nov");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "settle 1");
  await ana.submit({ value: "37" });
  await postQuietWeeks(s);
  await setUpTeam(s, "C0OTHER");
  await postQuietWeeks(s, "C0OTHER");
}

/** Without a digest's counts: what became final after the backup is final a second time, later. */
const firstLines = (texts: readonly string[]) =>
  texts.map((text) => (text.split("\n")[0] ?? "").replace(/( · week \d+).*/, "$1")).toSorted();
const posted = async (s: Stage) => firstLines([...(await s.texts()), ...(await s.texts("C0OTHER"))]);
const KINDS = ["What had a part", "The retro is closed", "is up for review", "week 45"];

test("posts nothing twice after a restore from a backup, even what follows days later", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await prepareMonday(s);
  const restore = await backUp(file.path);
  await waitDays(s, 4.5);
  const before = await posted(s);
  for (const kind of KINDS) expect(before.some((text) => text.includes(kind))).toBe(true);

  await s.restart({ hours: 1 }, restore);
  await s.wait({ minutes: 1 });
  expect(await posted(s)).toEqual(before);
  // In the restored database the retro is still open. It closes again, under the message that is already there.
  await waitDays(s, 2.5);
  expect(await posted(s)).toEqual(before);
  await s.wait({ days: 5 });
  expect((await posted(s)).filter((text) => text.includes("week 46"))).toHaveLength(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("asks the team about messages that fell due since the backup if it may not read the history", async () => {
  using file = databaseFile();
  const scopes = manifestScopes().filter((scope) => !scope.endsWith(":history"));
  await using s = await stage({ database: file.path, scopes });
  await setUpTeam(s);
  await postQuietWeeks(s);
  const restore = await backUp(file.path);
  await s.wait({ days: 4, hours: 7 });
  const before = await posted(s);
  expect(before).toHaveLength(2);
  await s.restart({ hours: 1 }, restore);
  await s.wait({ hours: 2 });
  expect(await posted(s)).toEqual(before);
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  expect(JSON.stringify(ana.home()?.content)).toContain("This message may not have arrived: a digest");
});

test.each([
  ["may be read", manifestScopes()],
  ["may not be read", manifestScopes().filter((scope) => !scope.endsWith(":history"))],
])("posts what fell due after a clean shutdown, where the history %s", async (_, scopes) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path, scopes });
  await setUpTeam(s);
  await postQuietWeeks(s);
  await s.restart({ days: 4, hours: 7 });
  await s.wait({ minutes: 1 });
  expect((await posted(s)).filter((text) => text.includes("week 45"))).toHaveLength(1);
  expect(s.logged).toEqual([]);
});
