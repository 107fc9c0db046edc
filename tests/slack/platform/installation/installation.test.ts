import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const UNINSTALLED = { type: "app_uninstalled" };
const REVOKED = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } };
const THEIRS = { type: "tokens_revoked", tokens: { oauth: ["U0ANA"] } };

/** Whether anything was asked of Slack, or said, while a week went by. */
async function rests(s: Stage): Promise<boolean> {
  const calls = () => s.slack.requests.filter(({ direction }) => direction === "to-slack").length;
  const before = calls();
  await s.wait({ days: 4, hours: 6 });
  await s.wait({ days: 3 });
  return calls() === before;
}

const OVER = /^Slack has taken Ourcome's installation back \(\w+\), so all work stops\./;

test.each([
  ["taken out", [UNINSTALLED]],
  ["taken out, and its token back", [UNINSTALLED, REVOKED]],
  ["its token taken back, and taken out", [REVOKED, UNINSTALLED]],
  ["its token taken back", [REVOKED]],
])("%s: all work stops at once, and the log says so once", async (_, events) => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  for (const event of events) await s.slack.sendEvent({ event_ts: "1.1", ...event });
  expect(await rests(s)).toBe(true);
  expect(s.logged).toEqual([expect.stringMatching(OVER)]);
});

test("a person's own token is none of ours", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await s.slack.sendEvent({ event_ts: "1.1", ...THEIRS });
  expect(await rests(s)).toBe(false);
  expect(s.logged).toEqual([]);
});

test.each(["account_inactive", "invalid_auth", "token_revoked"])(
  "the first call that is answered with %s says the same as the event that was lost",
  async (error) => {
    await using s = await stage();
    await placeBet(s, "Checklist lifts activation from 32% to 40%");
    s.slack.setFaults({ refused: { error, times: 1 } });
    await s.wait({ days: 4, hours: 6 });
    expect(await rests(s)).toBe(true);
    expect(s.logged[0]).toMatch(OVER);
  },
);
