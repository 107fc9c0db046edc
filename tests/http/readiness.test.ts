import type { WebClient } from "@slack/web-api";
import { trackInstallation } from "#slack/platform/installation/installation.ts";
import { describe, expect, test } from "vitest";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import { type ProbeResult, sharedProbe } from "#http/shared-probe.ts";
import { readiness } from "#http/readiness.ts";
import { slackHealthCheck } from "#slack/platform/connection/health-check.ts";
import { fakeSlack, rateLimited, type Failure, slackError } from "#tests/support/fake-slack.ts";
import { instant } from "#tests/support/facts.ts";

const NOW = instant("2026-12-11T15:00:00Z");
const EMPTY: Backlog = { counts: [] };
const answered = <Value>(value: Value): ProbeResult<Value> => ({ kind: "answered", value });

type Facts = {
  backlog?: ProbeResult<Backlog>;
  slack?: ProbeResult<string | undefined>;
  tick?: Temporal.Instant | undefined;
};
const ask = ({ backlog = answered(EMPTY), slack = answered(undefined), ...facts }: Facts = {}) =>
  readiness({
    now: () => NOW,
    backlog: async () => backlog,
    slack: async () => slack,
    lastTick: () => ("tick" in facts ? facts.tick : NOW),
  })();
const dueFor = (minutes: number) => answered({ counts: [], oldestDueAt: NOW.subtract({ minutes }) });

test("is ready when every check is ok", async () => {
  const checks = { database: "ok", slack: "ok", tick: "ok", deliveries: "ok" };
  expect(await ask()).toEqual({ ready: true, checks });
  expect(await ask({ tick: NOW.subtract({ minutes: 3 }), backlog: dueFor(30) })).toMatchObject({
    ready: true,
  });
});

test.each<[string, Facts, Record<string, string>]>([
  [
    "the database fails",
    { backlog: { kind: "failed", reason: "SQLITE_IOERR" } },
    {
      database: "The database cannot be read (SQLITE_IOERR).",
      deliveries: "Not known while the database cannot be read.",
    },
  ],
  [
    "the database hangs",
    { backlog: { kind: "silent" } },
    {
      database: "The database does not answer in time.",
      deliveries: "Not known while the database cannot be read.",
    },
  ],
  ["a problem with Slack", { slack: answered("Slack is away.") }, { slack: "Slack is away." }],
  ["Slack does not answer", { slack: { kind: "silent" } }, { slack: "Slack does not answer in time." }],
  ["no tick yet", { tick: undefined }, { tick: "The scheduler has not finished its first tick yet." }],
  [
    "a late tick",
    { tick: NOW.subtract({ minutes: 4 }) },
    {
      tick: "The scheduler last finished at 2026-12-11T14:56:00Z. It should every minute; the log says what failed, and a restart loses nothing.",
    },
  ],
  [
    "a late message",
    { backlog: dueFor(47) },
    {
      deliveries:
        "A message has been due for 47 minutes. The log says why it waits; ourcome_deliveries in /metrics says how many do.",
    },
  ],
])("is not ready: %s", async (_, facts, problems) => {
  const { ready, checks } = await ask(facts);
  expect(ready).toBe(false);
  expect(Object.fromEntries(Object.entries(checks).filter(([, check]) => check !== "ok"))).toEqual(problems);
});

const inWorkspace = (client: WebClient) => ({
  installation: trackInstallation({ info: () => {}, warn: () => {}, error: () => {} }),
  clients: () => [client],
});

describe("the health check of Slack", () => {
  let at = NOW;
  const now = () => at;
  const after = (failure?: Failure) => {
    at = NOW;
    const slack = fakeSlack(now);
    if (failure) slack.failures["auth.test"] = [failure];
    return { ...slack, check: slackHealthCheck(inWorkspace(slack.client), now, () => ({ up: true })) };
  };

  test.each<[Failure | undefined, string | undefined]>([
    [undefined, undefined],
    [rateLimited(30), undefined],
    [slackError("ratelimited"), undefined],
    [
      slackError("token_revoked"),
      "Slack does not accept SLACK_BOT_TOKEN (token_revoked). Reinstall the app, or set the token anew.",
    ],
    [slackError("internal_error"), "Slack answers with an error (internal_error)."],
    [{ answer: { status: 503 } }, "Slack answers with status 503."],
    [{ connectionError: "ECONNREFUSED" }, "Slack does not answer (ECONNREFUSED)."],
  ])("answers %o with: %s", async (failure, words) => {
    expect(await after(failure).check()).toBe(words);
  });

  test("asks Slack four times a minute at most, and again when the clock jumps back", async () => {
    const { check, calls } = after(slackError("token_revoked"));
    expect([await check(), await check()]).toEqual(Array(2).fill(expect.stringContaining("token_revoked")));
    expect(calls).toHaveLength(1);
    at = NOW.subtract({ hours: 1 });
    expect(await check()).toBeUndefined();
    at = at.add({ seconds: 16 });
    await check();
    expect(calls).toHaveLength(3);
  });

  test("reports a socket that is gone for longer than a refresh takes", async () => {
    const { client } = after();
    const check = slackHealthCheck(inWorkspace(client), now, () => ({ up: false, since: NOW }));
    at = NOW.add({ seconds: 20 });
    expect(await check()).toBeUndefined();
    at = NOW.add({ minutes: 5 });
    expect(await check()).toBe(
      "There has been no socket to Slack since 2026-12-11T15:00:00Z. Ourcome keeps trying; meanwhile commands, buttons and forms fail.",
    );
  });
});

describe("a shared probe", () => {
  test("asks once for all who wait, and again afterwards", async () => {
    let calls = 0;
    const ask = sharedProbe(async () => (calls += 1));
    expect(await Promise.all([ask(), ask()])).toEqual([answered(1), answered(1)]);
    expect(await ask()).toEqual(answered(2));
  });

  test("times out without an answer, and does not ask again meanwhile", async () => {
    let calls = 0;
    const { promise, resolve } = Promise.withResolvers<string>();
    const ask = sharedProbe(() => {
      calls += 1;
      return promise;
    }, 1);
    expect([await ask(), await ask()]).toEqual([{ kind: "silent" }, { kind: "silent" }]);
    expect(calls).toBe(1);
    resolve("late");
    await promise;
  });

  test("reports a failure by its code or name, without anything secret", async () => {
    const fault = Object.assign(new Error("postgres://ourcome:hush@db"), { code: "ECONNRESET" });
    expect(await sharedProbe(() => Promise.reject(fault))()).toEqual({
      kind: "failed",
      reason: "ECONNRESET",
    });
    expect(await sharedProbe(() => Promise.reject(new TypeError("hush")))()).toEqual({
      kind: "failed",
      reason: "TypeError",
    });
  });
});
