import { expect, test } from "vitest";
import { benchSearch } from "./search.ts";

test("every query of the search benchmark has matches, by index and by scan", async () => {
  const { rows } = await benchSearch(600, 8);
  for (const { asked, index, scan } of rows) {
    expect([asked, index.found > 0]).toEqual([asked, true]);
    expect([asked, scan.found > 0]).toEqual([asked, true]);
  }
});
