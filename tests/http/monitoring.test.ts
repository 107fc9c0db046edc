import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const get = async (s: Stage, path: string) => (await fetch(new URL(path, s.appUrl))).text();
/** Counters and gauges by name and labels; for histograms, only the count. */
const metrics = async (s: Stage) =>
  Object.fromEntries(
    (await get(s, "/metrics"))
      .split("\n")
      .filter((line) => line !== "" && !/^#|_bucket\{|_sum/.test(line))
      .map(
        (line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))] as const,
      ),
  );

test.each([{ socket: false }, { socket: true }])(
  "reports one bet in health checks and metrics, without ids or text: %o",
  async ({ socket }) => {
    await using s = await stage({ socket });
    await placeBet(s, "Checklist lifts activation from 32% to 40%");
    expect(await get(s, "/healthz")).toBe("ok\n");
    const checks = { database: "ok", slack: "ok", tick: "ok", deliveries: "ok" };
    expect(JSON.parse(await get(s, "/readyz"))).toEqual({ ready: true, checks });
    const seen = await metrics(s);
    expect(seen).toMatchObject({
      'ourcome_ack_seconds_count{request="command"}': expect.any(Number) as number,
      'ourcome_ack_seconds_count{request="view"}': expect.any(Number) as number,
      'ourcome_slack_calls_total{method="views.open",outcome="ok"}': expect.any(Number) as number,
      'ourcome_slack_calls_total{method="chat.postMessage",outcome="ok"}': 2,
      'ourcome_slack_calls_total{method="auth.test",outcome="ok"}': 2,
      'ourcome_delivery_tries_total{work="post",attempt="first",outcome="reached"}': 2,
      'ourcome_deliveries_ended_total{kind="card",outcome="sent"}': 1,
      'ourcome_delivery_wait_seconds_count{kind="card"}': 1,
      // The minute may turn during the test, and with it comes another tick.
      ourcome_tick_seconds_count: expect.any(Number) as number,
      ourcome_last_tick_timestamp_seconds: s.now().epochMilliseconds / 1_000,
      ourcome_database_readable: 1,
      ourcome_due_lag_seconds: 0,
      ourcome_socket_gone_seconds: 0,
    });
    expect(Object.keys(seen).filter((line) => line.includes("other") || line.includes("unacked"))).toEqual(
      [],
    );
    for (const secret of ["T0", "C0", "U0", "Checklist", "activation", "xoxb", "id-"])
      expect(Object.keys(seen).join("\n")).not.toContain(secret);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

test("counts pending, refused and rate-limited messages, and stays ready with an archived channel", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 19 Nov");
  s.slack.faults.rateLimited = { retryAfter: 20, method: "chat.postMessage", times: 1 };
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
  expect(await metrics(s)).toMatchObject({
    'ourcome_slack_calls_total{method="chat.postMessage",outcome="busy"}': 1,
    'ourcome_deliveries{state="due",kind="reading"}': 1,
  });
  await s.wait({ seconds: 25 });
  expect(await metrics(s)).toMatchObject({
    'ourcome_delivery_tries_total{work="post",attempt="again",outcome="reached"}': 1,
    'ourcome_deliveries{state="due",kind="reading"}': 0,
  });
  s.slack.archive("C0GROWTH");
  await s.wait({ days: 12 });
  const seen = await metrics(s);
  expect(seen).toMatchObject({
    'ourcome_slack_calls_total{method="chat.postMessage",outcome="refused"}': expect.any(Number) as number,
    'ourcome_deliveries{state="paused",kind="digest"}': expect.any(Number) as number,
    ourcome_due_lag_seconds: 0,
  });
  expect(JSON.parse(await get(s, "/readyz"))).toMatchObject({ ready: true });
});
