import { expect, test } from "vitest";
import { diceOf } from "#tests/chaos/dice.ts";
import { differences, live } from "#tests/replays/replays.ts";
import { sendNonsense } from "#tests/replays/send-nonsense.ts";

// `npm run replays` is the same for longer: thousands of each.
test("100 requests three times in random order are as once each; 200 that nobody would send change nothing", async () => {
  const plan = { seed: 7, requests: 100, teams: 2 };
  const once = await live(plan, 1, async (world, asked) => {
    expect(await sendNonsense(world, asked, { times: 200, dice: diceOf(7) })).toMatchObject({
      statuses: expect.not.objectContaining({ 500: expect.anything() as number }) as object,
      unanswered: [],
      wrong: [],
      leaks: [],
    });
  });
  const thrice = await live(plan, 3);
  expect([once.deliveries, thrice.deliveries]).toEqual([100, 300]);
  expect(once.state.length).toBeGreaterThan(20);
  expect(differences(once.state, thrice.state)).toEqual([]);
  expect(thrice.logged).toEqual([]);
}, 60_000);
