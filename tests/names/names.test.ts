import { expect, test } from "vitest";
import { tryNames } from "./try-names.ts";

// `npm run names` is the same for longer.
test("nobody is found in what comes of random lives, and it is the same whoever lives them", async () => {
  const tried = await tryNames({ runs: 6, seed: 8 });
  process.stdout.write(`Looked for people in ${JSON.stringify(tried)}\n`);
  expect(tried.lives).toBe(12);
  expect(tried.messages).toBeGreaterThan(200);
  expect(tried.homes).toBeGreaterThan(15);
  expect(tried.secrets).toBeGreaterThan(100);
});
