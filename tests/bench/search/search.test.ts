import { expect, test } from "vitest";
import { benchSearch } from "./search.ts";

test("the benchmark of the search asks what is found, by the index and by a scan", async () => {
  const { rows } = await benchSearch(600, 8);
  for (const { asked, index, scan } of rows) {
    expect([asked, index.found > 0]).toEqual([asked, true]);
    expect([asked, scan.found > 0]).toEqual([asked, true]);
  }
});
