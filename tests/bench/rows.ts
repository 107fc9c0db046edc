import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Tables } from "#store/database/tables.ts";
import { openStore } from "#store/store.ts";
import { writeHistory } from "./history/record.ts";
import { median } from "./quantiles.ts";

type Way = { readonly name: string; readonly write: (count: number) => Promise<void> };

/** Readings written a second, in transactions of a hundred, by each way; medians of rounds in turn. */
export async function benchRows(rounds: number, count: number): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-rows-"));
  const file = (name: string) => join(folder, `${name}.db`);
  const teams = [];
  for (const name of ["store", "kysely", "sqlite"]) teams.push(await writeHistory(file(name), 1));
  const workspace = teams[0]?.workspace ?? "";
  const opened = await openStore({ kind: "file", path: file("store") }, new Uint8Array(32));
  const forKysely = durable(file("kysely"));
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely }) });
  const sqlite = durable(file("sqlite"));
  let id = 0;
  const day = Temporal.PlainDate.from("2026-12-11");
  const at = Temporal.Instant.from("2026-12-11T15:00:00Z");
  const row = () => ({
    workspace,
    bet: "bet-1",
    id: `reading-${(id += 1)}`,
    value: 34.5,
    taken_on: "2026-12-11",
    evidence: "before-after",
    note: null,
    added_at: "2026-12-11T15:00:00.000Z",
  });
  const insert = sqlite.prepare(
    `insert into readings (workspace, bet, id, value, taken_on, evidence, note, added_at)
     values (@workspace, @bet, @id, @value, @taken_on, @evidence, @note, @added_at)`,
  );
  const ways: readonly Way[] = [
    {
      name: "the store",
      write: (some) =>
        opened.store.transaction(async (tx) => {
          for (let n = 0; n < some; n += 1)
            await tx.readings.add(
              workspace,
              "bet-1",
              row().id,
              { value: 34.5, takenOn: day, evidence: "before-after" },
              at,
            );
        }),
    },
    {
      name: "plain Kysely",
      write: (some) =>
        kysely.transaction().execute(async (tx) => {
          for (let n = 0; n < some; n += 1) await tx.insertInto("readings").values(row()).execute();
        }),
    },
    {
      name: "plain better-sqlite3",
      async write(some) {
        sqlite.exec("begin immediate");
        for (let n = 0; n < some; n += 1) insert.run(row());
        sqlite.exec("commit");
      },
    },
  ];
  const perSecond = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const { name, write } of ways) {
      const begun = performance.now();
      for (let done = 0; done < count; done += 100) await write(100);
      const rate = (count / (performance.now() - begun)) * 1_000;
      if (round > 0) perSecond.set(name, [...(perSecond.get(name) ?? []), rate]);
    }
  await opened.close();
  await kysely.destroy();
  sqlite.close();
  rmSync(folder, { recursive: true });
  return new Map([...perSecond].map(([name, rates]) => [name, median(rates)]));
}

/** As durable as the store's own. */
function durable(path: string): Database.Database {
  const file = new Database(path);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) file.pragma(pragma);
  return file;
}
