import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { countedStore } from "#tests/support/counted-store.ts";
import { SURFACES } from "./history.ts";
import { NOW, writeHistory } from "./record.ts";

const folder = mkdtempSync(join(tmpdir(), "ourcome-history-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each surface's database work once its statements are prepared, for a team with this many settled bets. */
async function measureCosts(settled: number) {
  const path = join(folder, `${settled}.db`);
  const team = await writeHistory(path, settled);
  await using counted = await countedStore(path);
  const deps = { store: counted.store, now: () => NOW, newId: () => "id" };
  const entries = [];
  for (const [name, surface] of Object.entries(SURFACES)) {
    await surface(deps, team);
    entries.push([name, await counted.count(() => surface(deps, team))] as const);
  }
  return new Map(entries);
}

const [short, long] = await Promise.all([measureCosts(100), measureCosts(2_000)]);

test.each(Object.keys(SURFACES))(
  "%s reads no more rows from a long history than from a short one",
  (name) => {
    const [few, many] = [short.get(name), long.get(name)];
    expect(few?.rows).toBeGreaterThan(0);
    expect(many?.rows).toBeLessThanOrEqual((few?.rows ?? 0) * 1.2);
    expect(many?.queries).toBe(few?.queries);
    expect(many?.prepared).toBe(0);
  },
);
