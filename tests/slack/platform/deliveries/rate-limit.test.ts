import { expect, test } from "vitest";
import { sharedProbe } from "#http/shared-probe.ts";
import { registerOutboxMetrics } from "#http/outbox-metrics.ts";
import { SLACK_RATE_LIMITS } from "#slack/platform/deliveries/rate-limit.ts";
import { aTeam } from "#tests/support/facts.ts";
import { type OutboxHarness, outboxHarness } from "#tests/support/outbox-harness.ts";

/** A post office whose clock jumps to whatever time the outbox has set its wake timer to. */
async function skippingWaits({ earlyMs = 0 } = {}) {
  let next: Temporal.Instant | undefined;
  const wakeTimer = {
    set: (at: Temporal.Instant) => void (next = at),
    clear: () => void (next = undefined),
  };
  const office = await outboxHarness({
    rateLimits: SLACK_RATE_LIMITS,
    wakeTimer,
    ...(earlyMs > 0 && { passing: { milliseconds: 1 } }),
  });
  async function runToEnd(onWake = async (_posted: number) => {}): Promise<void> {
    await office.outbox.deliver();
    while (next) {
      const wait = office.now().until(next.subtract({ milliseconds: earlyMs }));
      next = undefined;
      await onWake(office.posted.length);
      await office.wait(wait.sign > 0 ? wait : { seconds: 0 });
    }
  }
  return { ...office, runToEnd };
}

const seconds = ({ posted }: OutboxHarness) => posted.map(({ at }) => at.epochMilliseconds / 1_000);
const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

test("posts one message a second to a channel, in order", async () => {
  await using office = await skippingWaits();
  const keys = Array.from({ length: 30 }, (_, n) => `card ${n}`);
  for (const key of keys) await office.enqueue(key);
  await office.runToEnd();
  expect(office.texts()).toEqual(keys);
  expect(Math.min(...gaps(seconds(office)))).toBeGreaterThanOrEqual(1);
  expect(Math.max(...gaps(seconds(office)))).toBeLessThan(1.2);
});

test.each([1, 2, 3, 4])(
  "posts everything when the wake timer rings %d ms early and each look at the clock takes 1 ms",
  async (earlyMs) => {
    await using office = await skippingWaits({ earlyMs });
    const keys = Array.from({ length: 12 }, (_, n) => `card ${n}`);
    for (const key of keys) await office.enqueue(key);
    await office.runToEnd();
    expect(office.texts()).toEqual(keys);
  },
);

/** Each post searches the pending messages, so with `DIGESTS=3000` this takes a while. */
const DIGESTS = Number(process.env["DIGESTS"] ?? 600);
const THIRD = DIGESTS / 3;
/** 3,000 digests must be posted within eight minutes. */
const MAX_SECONDS = DIGESTS * 0.16;

test(`posts ${DIGESTS} digests due at once in order, shows them in the metrics, and lets an urgent card go in between`, async () => {
  await using office = await skippingWaits();
  const teams = Array.from({ length: DIGESTS }, (_, n) => `team-${n}`);
  await office.store.transaction(async (tx) => {
    for (const id of teams) await tx.teams.add(aTeam({ id, channel: `C-${id}` }));
    for (const team of teams)
      await tx.deliveries.enqueue({
        key: `digest/${team}`,
        workspace: "T0",
        team,
        kind: "digest",
        subject: team,
        dueAt: office.now(),
      });
  });
  const { now, registry, store } = office;
  const backlog = sharedProbe(() => store.deliveries.backlog(now()));
  const metrics = registerOutboxMetrics(registry, { now, backlog, status: () => ({ up: true }) });
  /** The number of due digests and the lag of the oldest in seconds, according to /metrics. */
  const queue = async () => {
    const text = await metrics();
    return [/^ourcome_deliveries\{state="due",kind="digest"\} (.*)$/m, /^ourcome_due_lag_seconds (.*)$/m].map(
      (line) => Number(line.exec(text)?.[1]),
    );
  };
  expect(await queue()).toEqual([DIGESTS, 0]);
  const seen: number[][] = [];
  let isCardEnqueued = false;
  await office.runToEnd(async (posted) => {
    if (posted >= THIRD * seen.length) seen.push(await queue());
    if (posted < THIRD || isCardEnqueued) return;
    isCardEnqueued = true;
    await office.enqueue("card");
  });
  const texts = office.texts();
  expect(texts.indexOf("card")).toBeLessThan(THIRD + 10);
  expect(texts.filter((text) => text !== "card")).toEqual(teams);
  const times = seconds(office);
  expect(Math.min(...gaps(times))).toBeGreaterThanOrEqual(0.125);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(MAX_SECONDS);
  expect(seen.map(([due]) => due)).toEqual([DIGESTS - 1, THIRD * 2, THIRD + 1, 1]);
  expect(Math.max(...seen.map(([, lag = NaN]) => lag))).toBeLessThan(MAX_SECONDS);
  expect(await queue()).toEqual([0, 0]);
  expect(office.logged).toEqual([]);
}, 120_000);
