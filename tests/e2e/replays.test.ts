import { expect, test } from "vitest";
import { diceOf } from "#tests/chaos/dice.ts";
import { differences, run } from "#tests/replays/replays.ts";
import { sendNonsense } from "#tests/replays/send-nonsense.ts";

// `npm run replays` is a longer run, with thousands of each.
test("ends up in the same state if 100 requests come three times in random order, and withstands 200 malformed ones", async () => {
  const plan = { seed: 8, requests: 100, teams: 2 };
  const single = await run(plan, 1, async (world, requests) => {
    expect(await sendNonsense(world, requests, { times: 200, dice: diceOf(8) })).toMatchObject({
      statuses: expect.not.objectContaining({ 500: expect.anything() as number }) as object,
      unanswered: [],
      wrong: [],
      leaks: [],
    });
  });
  const triple = await run(plan, 3);
  expect([single.deliveries, triple.deliveries]).toEqual([100, 300]);
  expect(single.state.length).toBeGreaterThan(20);
  expect(differences(single.state, triple.state)).toEqual([]);
  expect(triple.logged).toEqual([]);
}, 60_000);
