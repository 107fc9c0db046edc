import { expect, test } from "vitest";
import { benchSearch } from "./search.ts";

test("finds matches for every query of the search benchmark, by index and by scan", async () => {
  const { rows } = await benchSearch(600, 8);
  for (const { name, index, scan } of rows) {
    expect([name, index.found > 0]).toEqual([name, true]);
    expect([name, scan.found > 0]).toEqual([name, true]);
  }
});
