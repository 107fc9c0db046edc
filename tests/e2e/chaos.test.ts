import { expect, test } from "vitest";
import { chaos } from "#tests/chaos/chaos.ts";

// `npm run chaos` is a longer run: hundreds of kills over more than a thousand messages.
test.concurrent.each([
  ["with", true],
  ["without", false],
])(
  "neither doubles nor loses a message despite random kills and a Slack that fails at random, %s access to the history",
  async (_what, history) => {
    const outcome = await chaos({
      seed: 5,
      kills: 3,
      teams: 2,
      betsPerTeam: 1,
      history,
      patienceMs: 250_000,
    });
    expect(outcome).toMatchObject({ doubled: [], missing: [], integrity: "ok", exit: 0 });
    expect(outcome.deliveries).toBeGreaterThan(15);
    if (history) expect(outcome.states).toEqual({ sent: outcome.deliveries });
  },
  300_000,
);
