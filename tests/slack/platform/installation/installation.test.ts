import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const UNINSTALLED = { type: "app_uninstalled" };
const REVOKED = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } };
const PERSONAL = { type: "tokens_revoked", tokens: { oauth: ["U0ANA"] } };

/** Whether a week goes by without any call to Slack. */
async function isIdle(s: Stage): Promise<boolean> {
  const calls = () => s.slack.requests.filter(({ direction }) => direction === "to-slack").length;
  const before = calls();
  await s.wait({ days: 4, hours: 6 });
  await s.wait({ days: 3 });
  return calls() === before;
}

const STOPPED = /^Slack has taken Ourcome's installation back \(\w+\), so all work stops\./;

test.each([
  ["uninstalled", [UNINSTALLED]],
  ["uninstalled, then its token revoked", [UNINSTALLED, REVOKED]],
  ["its token revoked, then uninstalled", [REVOKED, UNINSTALLED]],
  ["only its token revoked", [REVOKED]],
])("stops all work at once, and logs it once: %s", async (_, events) => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  for (const event of events) await s.slack.sendEvent({ event_ts: "1.1", ...event });
  expect(await isIdle(s)).toBe(true);
  expect(s.logged).toEqual([expect.stringMatching(STOPPED)]);
});

test("goes on when a person's own token is revoked", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await s.slack.sendEvent({ event_ts: "1.1", ...PERSONAL });
  expect(await isIdle(s)).toBe(false);
  expect(s.logged).toEqual([]);
});

test.each(["account_inactive", "invalid_auth", "token_revoked"])(
  "stops all work at the first call answered with %s, in case the event was lost",
  async (error) => {
    await using s = await stage();
    await placeBet(s, "Checklist lifts activation from 32% to 40%");
    s.slack.setFaults({ refused: { error, times: 1 } });
    await s.wait({ days: 4, hours: 6 });
    expect(await isIdle(s)).toBe(true);
    expect(s.logged[0]).toMatch(STOPPED);
  },
);
