import { expect, test } from "vitest";
import { ok } from "#domain/result.ts";
import { openDatabase } from "#store/database/database.ts";
import { type Store, storeIn } from "#store/store.ts";
import { exportRecords } from "#usecases/exports/export-records.ts";
import { importRecords } from "#usecases/exports/import-records.ts";
import { fillRichly } from "#tests/support/rich-ledger.ts";

const newStore = async (): Promise<Store> =>
  storeIn(await openDatabase({ kind: "file", path: ":memory:" }), new Uint8Array(32));

async function* recordsOf(store: Store) {
  let line = 0;
  for await (const record of exportRecords({ store }, await store.records.teams()))
    yield ok({ line: (line += 1), record });
}

test("an import that collides with another transaction is run again with the whole file", async () => {
  const [source, target] = [await newStore(), await newStore()];
  await fillRichly(source);
  let runs = 0;
  const colliding: Store = {
    ...target,
    transaction: (run) =>
      target.transaction(async (tx) => {
        const value = await run(tx);
        runs += 1;
        if (runs === 1) throw Object.assign(new Error("deadlock detected"), { code: "40P01" });
        return value;
      }),
  };
  expect(await importRecords({ store: colliding }, () => recordsOf(source), {})).toMatchObject({ ok: true });
  expect(runs).toBe(2);
  expect(await Array.fromAsync(recordsOf(target))).toEqual(await Array.fromAsync(recordsOf(source)));
});
