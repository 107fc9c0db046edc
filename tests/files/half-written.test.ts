import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readJsonDocument, toJsonDocument } from "#files/json-document.ts";
import { writeWholeFile } from "#files/whole-file.ts";
import { openDatabase } from "#store/database/database.ts";
import { storeIn } from "#store/store.ts";
import { exportRecords } from "#usecases/exports/export-records.ts";
import { importRecords } from "#usecases/exports/import-records.ts";
import { fillRichly } from "#tests/support/rich-ledger.ts";

const folder = mkdtempSync(join(tmpdir(), "ourcome-half-"));
afterAll(() => rmSync(folder, { recursive: true }));

const emptyStore = async () => {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  return { store: storeIn(db, new Uint8Array(32)), close: () => db.destroy() };
};

test("an export that was cut off anywhere is refused, and nothing of it is imported", async () => {
  const source = await emptyStore();
  await fillRichly(source.store);
  let text = "";
  for await (const chunk of toJsonDocument(exportRecords(source, await source.store.records.teams())))
    text += chunk;
  await source.close();
  const bytes = Buffer.from(text);

  const { store, close } = await emptyStore();
  const path = join(folder, "cut.json");
  await fc.assert(
    // The last byte is the line end, without which the export is whole.
    fc.asyncProperty(fc.nat(bytes.length - 2), async (length) => {
      writeFileSync(path, bytes.subarray(0, length));
      expect((await importRecords({ store }, () => readJsonDocument(path), {})).ok).toBe(false);
      expect(await store.records.teams()).toEqual([]);
    }),
    { numRuns: 200 },
  );
  await close();
});

test("a file appears only when it is whole: not after a fault, nor after an interruption", async () => {
  const path = join(folder, "out.json");
  const abort = new AbortController();
  async function* endless() {
    for (;;) {
      yield "x".repeat(10_000);
      abort.abort();
    }
  }
  async function* faulty() {
    yield "half";
    throw new Error("The database is gone.");
  }
  await expect(writeWholeFile(path, endless(), abort.signal)).rejects.toThrow();
  await expect(writeWholeFile(path, faulty())).rejects.toThrow("The database is gone.");
  expect(readdirSync(folder).filter((name) => name.startsWith("out"))).toEqual([]);

  async function* whole() {
    yield "all";
  }
  await writeWholeFile(path, whole());
  await expect(writeWholeFile(path, faulty())).rejects.toThrow();
  expect(readFileSync(path, "utf8")).toBe("all");
});
