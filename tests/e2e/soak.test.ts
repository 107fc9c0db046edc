import { expect, test } from "vitest";
import { soak } from "#tests/soak/soak.ts";

// `npm run soak` handles 20,000 and compares the memory at the end with that after the first 2,000.
test("handles a hundred commands, votes and deliveries without errors, duplicates or leftovers, and measures memory", async () => {
  const plan = { seed: 3, total: 100, warm: 50, teams: 1, betsPerTeam: 2, patienceMs: 120_000 };
  const outcome = await soak(plan);
  expect(outcome).toMatchObject({ doubled: 0, pending: 0, errors: [], exit: 0 });
  expect(outcome.answers).toBeGreaterThan(20);
  expect(outcome.end.heap).toBeGreaterThan(1_000_000);
});
