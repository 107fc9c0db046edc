import { expect, test } from "vitest";
import { chaos } from "#tests/chaos/chaos.ts";

// `npm run chaos` is the same for longer: hundreds of kills over more than a thousand messages.
test.concurrent.each([
  ["may be read", true],
  ["may not be read", false],
])(
  "killed at random moments, with a Slack that fails at random: where the history %s, no message is doubled or lost",
  async (_what, history) => {
    const outcome = await chaos({
      seed: 5,
      kills: 3,
      teams: 2,
      betsPerTeam: 1,
      history,
      patienceMs: 80_000,
    });
    expect(outcome).toMatchObject({ doubled: [], missing: [], integrity: "ok", exit: 0 });
    expect(outcome.deliveries).toBeGreaterThan(15);
    if (history) expect(outcome.states).toEqual({ sent: outcome.deliveries });
  },
  120_000,
);
