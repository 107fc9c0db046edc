import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readJsonDocument, toJsonDocument } from "#files/json-document.ts";
import { type Store, storeIn } from "#store/store.ts";
import { exportRecords } from "#usecases/exports/export-records.ts";
import { importRecords } from "#usecases/exports/import-records.ts";
import { DIALECTS, type Opened } from "#tests/store/contract/dialects.ts";
import { fillRichly } from "#tests/support/rich-ledger.ts";

const SECRET = new Uint8Array(32).fill(7);
const folder = mkdtempSync(join(tmpdir(), "ourcome-round-trip-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function exported(store: Store): Promise<string> {
  let document = "";
  for await (const chunk of toJsonDocument(exportRecords({ store }, await store.records.teams())))
    document += chunk;
  return document;
}

function imported(store: Store, document: string, name: string) {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, document);
  return importRecords({ store }, () => readJsonDocument(path), {});
}

const engines = DIALECTS.filter(({ name, missing }) => !missing && name !== "SQLite in memory");
const pairs = engines.flatMap((from) => engines.filter((to) => to !== from).map((to) => ({ from, to })));

describe.each(pairs)("from $from.name to $to.name", ({ from, to }) => {
  let opened: readonly [Opened, Opened];
  beforeAll(async () => {
    opened = [await from.open(), await to.open()];
  });
  afterAll(async () => {
    for (const one of opened) await one.close();
  });

  test("an export that is imported elsewhere is exported byte for byte the same", async () => {
    const [source, target] = opened.map(({ db }) => storeIn(db, SECRET)) as [Store, Store];
    await fillRichly(source);
    const document = await exported(source);
    expect(await imported(target, document, "first")).toMatchObject({
      ok: true,
      value: { team: { new: 2 }, bet: { new: 8 }, objective: { new: 1 }, pulse: { new: 1 } },
    });
    expect(await exported(target)).toBe(document);
    // Again, and where it came from: nothing changes.
    for (const store of [source, target]) {
      expect(await imported(store, document, "again")).toMatchObject({
        ok: true,
        value: { team: { new: 0, same: 2 }, bet: { new: 0, same: 8 }, pulse: { same: 1 } },
      });
      expect(await exported(store)).toBe(document);
    }
    const found = { teams: ["team-C0GROWTH"], limit: 5 };
    const search = await target.search.find("T0SANDBOX", [[{ word: "skip", isPrefix: false }]], found);
    expect(search.map(({ kind }) => kind)).toEqual(["learning"]);
  });
});
