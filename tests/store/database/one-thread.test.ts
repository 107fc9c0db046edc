import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { expect, test } from "vitest";
import { migrations } from "#migrations/index.ts";

test("after the update, a pending summary of the version before still goes to the channel, other replies don't", async () => {
  const file = new Database(":memory:");
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: file }) });
  const names = Object.keys(migrations).toSorted();
  const update = names.indexOf("0020-one-thread");
  for (const name of names.slice(0, update)) await migrations[name]?.up(db);
  file.pragma("foreign_keys = off");
  for (const [key, kind] of [
    ["retro-summary/1", "retro-summary"],
    ["learning/1", "learning"],
  ])
    file
      .prepare(
        "insert into deliveries (workspace, key, team, kind, subject, thread_of, position, due_at, state, stale, attempts) values ('T0', ?, 'team', ?, '1', 'retro/1', 1, '2026-11-02T09:00:00.000Z', 'due', 0, 0)",
      )
      .run(key, kind);
  await migrations["0020-one-thread"]?.up(db);
  expect(file.prepare("select key, broadcast from deliveries order by key").all()).toEqual([
    { key: "learning/1", broadcast: 0 },
    { key: "retro-summary/1", broadcast: 1 },
  ]);
  await db.destroy();
});
