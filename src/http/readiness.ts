import type { Backlog } from "#domain/deliveries/backlog.ts";
import type { ProbeResult } from "./shared-probe.ts";

/** Ticks come once a minute; missing three is no accident. */
const TICK_LIMIT = Temporal.Duration.from({ minutes: 3 });

/** At Slack's rate limit, 3,000 messages due at once take six minutes. */
const DUE_LIMIT = Temporal.Duration.from({ minutes: 30 });

export type Readiness = {
  readonly ready: boolean;
  /** For each check, `ok` or what is wrong. */
  readonly checks: Readonly<Record<"database" | "slack" | "tick" | "deliveries", string>>;
};

type ReadinessDeps = {
  readonly now: () => Temporal.Instant;
  readonly backlog: () => Promise<ProbeResult<Backlog>>;
  /** What is wrong with the connection to Slack; undefined if all is well. */
  readonly slack: () => Promise<ProbeResult<string | undefined>>;
  readonly lastTick: () => Temporal.Instant | undefined;
};

const OK = "ok";

/** Whether Ourcome can do its work now and, if not, why. */
export function readiness({ now, backlog, slack, lastTick }: ReadinessDeps): () => Promise<Readiness> {
  return async () => {
    const [queue, connection] = await Promise.all([backlog(), slack()]);
    const checks = {
      database: databaseCheck(queue),
      slack: slackCheck(connection),
      tick: tickCheck(lastTick(), now()),
      deliveries: deliveriesCheck(queue, now()),
    };
    return { ready: Object.values(checks).every((check) => check === OK), checks };
  };
}

function databaseCheck(queue: ProbeResult<Backlog>): string {
  switch (queue.kind) {
    case "answered":
      return OK;
    case "silent":
      return "The database does not answer in time.";
    case "failed":
      return `The database cannot be read (${queue.reason}).`;
  }
}

function slackCheck(connection: ProbeResult<string | undefined>): string {
  switch (connection.kind) {
    case "answered":
      return connection.value ?? OK;
    case "silent":
      return "Slack does not answer in time.";
    case "failed":
      return `Slack could not be asked (${connection.reason}).`;
  }
}

function tickCheck(last: Temporal.Instant | undefined, now: Temporal.Instant): string {
  if (!last) return "The scheduler has not finished its first tick yet.";
  if (!isLonger(last.until(now), TICK_LIMIT)) return OK;
  return `The scheduler last finished at ${last.toString({ smallestUnit: "second" })}. It should every minute; the log says what failed, and a restart loses nothing.`;
}

function deliveriesCheck(queue: ProbeResult<Backlog>, now: Temporal.Instant): string {
  if (queue.kind !== "answered") return "Not known while the database cannot be read.";
  const waited = queue.value.oldestDueAt?.until(now);
  if (!waited || !isLonger(waited, DUE_LIMIT)) return OK;
  const minutes = Math.floor(waited.total("minutes"));
  return `A message has been due for ${minutes} minutes. The log says why it waits; ourcome_deliveries in /metrics says how many do.`;
}

const isLonger = (duration: Temporal.Duration, limit: Temporal.Duration): boolean =>
  Temporal.Duration.compare(duration, limit) > 0;
