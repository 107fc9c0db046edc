import { SLACK_RATE_LIMITS } from "#slack/platform/deliveries/rate-limit.ts";
import { aTeam } from "#tests/support/facts.ts";
import { postOffice } from "#tests/support/post-office.ts";

export type DueFigures = {
  /** From the first message to the last, by a clock that moves to whatever is waited for. */
  readonly seconds: number;
  /** What the rate limit of a workspace allows at best. */
  readonly limitSeconds: number;
  /** How long a person's message waited in between, at most. */
  readonly longestWaitSeconds: number;
  /** What the outbox itself took. */
  readonly workSeconds: number;
};

/** So many digests due at once in one workspace, and a person's message in another channel now and then. */
export async function benchDue(digests: number, interruptions: number): Promise<DueFigures> {
  let next: Temporal.Instant | undefined;
  const wakeTimer = { set: (at: Temporal.Instant) => void (next = at), clear: () => void (next = undefined) };
  await using office = await postOffice({ rateLimits: SLACK_RATE_LIMITS, wakeTimer });
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
  const begun = performance.now();
  const asked = new Map<string, Temporal.Instant>();
  await office.outbox.deliver();
  while (next) {
    if (
      office.posted.length >= (asked.size + 1) * (digests / (interruptions + 1)) &&
      asked.size < interruptions
    ) {
      const key = `card ${asked.size}`;
      asked.set(key, now());
      await office.enqueue(key, { dueAt: now() });
    }
    const wait = now().until(next);
    next = undefined;
    await office.wait(wait.sign > 0 ? wait : { seconds: 0 });
  }
  const at = (key: string) => office.posted.find((message) => message.key === key)?.at;
  const [first, last] = [office.posted[0]?.at, office.posted.at(-1)?.at];
  if (!first || !last || office.posted.length !== digests + interruptions)
    throw new Error("Not all were posted.");
  const limit = SLACK_RATE_LIMITS.posts.workspace.total("seconds");
  return {
    seconds: first.until(last).total("seconds"),
    limitSeconds: (digests + interruptions - 1) * limit,
    longestWaitSeconds: Math.max(
      0,
      ...[...asked].map(([key, since]) => since.until(at(key) ?? since).total("seconds")),
    ),
    workSeconds: (performance.now() - begun) / 1_000,
  };
}
