import { copyFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { ledgerFile } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

/** In steps of six hours: a tick each. */
async function live(s: Stage, days: number): Promise<void> {
  for (let step = 0; step < days * 4; step += 1) await s.wait({ hours: 6 });
}

/** As `sqlite3 ourcome.db ".backup copy.db"` does, while Ourcome is at work. */
async function backUp(path: string): Promise<() => Promise<void>> {
  const copy = `${path}.copy`;
  const file = new Database(path, { readonly: true });
  await file.backup(copy);
  file.close();
  return async () => {
    for (const more of ["-wal", "-shm"]) rmSync(`${path}${more}`, { force: true });
    copyFileSync(copy, path);
  };
}

/** One bet is settled, another is reviewed on Wednesday, a third team has nothing but its digest. */
async function monday(s: Stage): Promise<void> {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await placeBet(s, "Invite link lifts invites from 10% to 12% by 4 Nov");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "settle 1");
  await ana.submit({ value: "37" });
  await setUpTeam(s, "C0OTHER");
}

const first = (texts: readonly string[]) => texts.map((text) => text.split("\n")[0] ?? "").toSorted();
const said = async (s: Stage) => first([...(await s.texts()), ...(await s.texts("C0OTHER"))]);
const KINDS = ["Retro for bet", "What we take from", "is up for review", "week 45"];

test("a database that is restored from a backup posts nothing again, also not what follows from it days later", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await monday(s);
  const restore = await backUp(file.path);
  await live(s, 4.5);
  const before = await said(s);
  for (const kind of KINDS) expect(before.some((text) => text.includes(kind))).toBe(true);

  await s.restart({ hours: 1 }, restore);
  await s.wait({ minutes: 1 });
  expect(await said(s)).toEqual(before);
  // The retro is held once more by the restored record, and closes once more: under the message that is there.
  await live(s, 2.5);
  expect(await said(s)).toEqual(before);
  await s.wait({ days: 5 });
  expect((await said(s)).filter((text) => text.includes("week 46"))).toHaveLength(2);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("without the history, what fell due since the backup is for the team to decide", async () => {
  using file = ledgerFile();
  const scopes = manifestScopes().filter((scope) => !scope.endsWith(":history"));
  await using s = await stage({ database: file.path, scopes });
  await setUpTeam(s);
  const restore = await backUp(file.path);
  await s.wait({ days: 4, hours: 7 });
  const before = await said(s);
  expect(before).toHaveLength(2);
  await s.restart({ hours: 1 }, restore);
  await s.wait({ hours: 2 });
  expect(await said(s)).toEqual(before);
  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  expect(JSON.stringify(ana.home()?.content)).toContain("This message may not have arrived: a digest");
});

test.each([
  ["may be read", manifestScopes()],
  ["may not be read", manifestScopes().filter((scope) => !scope.endsWith(":history"))],
])("what fell due while Ourcome was stopped in order comes, where the history %s", async (_, scopes) => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path, scopes });
  await setUpTeam(s);
  await s.restart({ days: 4, hours: 7 });
  await s.wait({ minutes: 1 });
  expect((await said(s)).filter((text) => text.includes("week 45"))).toHaveLength(1);
  expect(s.logged).toEqual([]);
});
