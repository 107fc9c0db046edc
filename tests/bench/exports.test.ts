import { expect, test } from "vitest";
import { benchExports } from "./exports.ts";

test("the benchmark of exports runs, and their memory is measured", async () => {
  const figures = await benchExports([10]);
  expect(figures.get(10)?.out.peakBytes).toBeGreaterThan(2 ** 20);
});
