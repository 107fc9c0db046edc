import { expect, test } from "vitest";
import { runScenarios } from "./try-names.ts";

// `npm run names` runs more scenarios.
test("random scenarios leave no trace of a person, and the output is the same for different people", async () => {
  const tried = await runScenarios({ runs: 6, seed: 8 });
  process.stdout.write(`Looked for people in ${JSON.stringify(tried)}\n`);
  expect(tried.scenarios).toBe(12);
  expect(tried.messages).toBeGreaterThan(200);
  expect(tried.homes).toBeGreaterThan(15);
  expect(tried.secrets).toBeGreaterThan(100);
});
