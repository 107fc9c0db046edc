import { SLACK_RATE_LIMITS } from "#slack/platform/deliveries/rate-limit.ts";
import { aTeam } from "#tests/support/facts.ts";
import { outboxHarness } from "#tests/support/outbox-harness.ts";

export type DueFigures = {
  /** Simulated time from the first message to the last. */
  readonly seconds: number;
  /** The shortest time that the workspace's rate limit allows. */
  readonly limitSeconds: number;
  /** The longest time that a person's message waited. */
  readonly longestWaitSeconds: number;
  /** Real time that the outbox took. */
  readonly workSeconds: number;
};

/** Delivers `digests` digests due at once in one workspace, interrupted by people's messages in another channel. */
export async function benchDue(digests: number, interruptions: number): Promise<DueFigures> {
  let nextWake: Temporal.Instant | undefined;
  const wakeTimer = {
    set: (at: Temporal.Instant) => void (nextWake = at),
    clear: () => void (nextWake = undefined),
  };
  await using office = await outboxHarness({ rateLimits: SLACK_RATE_LIMITS, wakeTimer });
  const { store, now } = office;
  await store.transaction(async (tx) => {
    for (let n = 0; n < digests; n += 1) {
      const team = `team-${n}`;
      await tx.teams.add(aTeam({ id: team, channel: `C-${n}` }));
      await tx.deliveries.enqueue({
        key: `digest/${team}`,
        workspace: "T0",
        team,
        kind: "digest",
        subject: team,
        dueAt: now(),
      });
    }
  });
  const startedAt = performance.now();
  const enqueuedAt = new Map<string, Temporal.Instant>();
  await office.outbox.deliver();
  while (nextWake) {
    if (
      office.posted.length >= (enqueuedAt.size + 1) * (digests / (interruptions + 1)) &&
      enqueuedAt.size < interruptions
    ) {
      const key = `card ${enqueuedAt.size}`;
      enqueuedAt.set(key, now());
      await office.enqueue(key, { dueAt: now() });
    }
    const wait = now().until(nextWake);
    nextWake = undefined;
    await office.wait(wait.sign > 0 ? wait : { seconds: 0 });
  }
  const postedAt = (key: string) => office.posted.find((message) => message.key === key)?.at;
  const [first, last] = [office.posted[0]?.at, office.posted.at(-1)?.at];
  if (!first || !last || office.posted.length !== digests + interruptions)
    throw new Error("Not all messages were posted.");
  const limit = SLACK_RATE_LIMITS.posts.workspace.total("seconds");
  return {
    seconds: first.until(last).total("seconds"),
    limitSeconds: (digests + interruptions - 1) * limit,
    longestWaitSeconds: Math.max(
      0,
      ...[...enqueuedAt].map(([key, since]) => since.until(postedAt(key) ?? since).total("seconds")),
    ),
    workSeconds: (performance.now() - startedAt) / 1_000,
  };
}
