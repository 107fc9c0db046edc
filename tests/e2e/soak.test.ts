import { expect, test } from "vitest";
import { soak } from "#tests/soak/soak.ts";

// `npm run soak` does the same twenty thousand times, and holds the memory at the end against that after the first two thousand.
test("commands, votes and deliveries by the hundred: none is refused, doubled or left, and the memory can be told", async () => {
  const plan = { seed: 3, total: 100, warm: 50, teams: 1, betsPerTeam: 2, patienceMs: 20_000 };
  const outcome = await soak(plan);
  expect(outcome).toMatchObject({ doubled: 0, left: 0, errors: [], exit: 0 });
  expect(outcome.answers).toBeGreaterThan(20);
  expect(outcome.end.heap).toBeGreaterThan(1_000_000);
});
