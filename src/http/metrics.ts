import { Counter, Gauge, Histogram, type Registry } from "prom-client";

const ANSWER_BUCKETS = [0.01, 0.03, 0.1, 0.3, 1, 2, 3, 5, 10];
const WAIT_BUCKETS = [1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];

/**
 * Metrics that are recorded as things happen. Each label has only a few values, and none identifies a workspace, a
 * channel or a person.
 */
export function registerMetrics(registry: Registry) {
  const registers = [registry];
  const ackSeconds = new Histogram({
    name: "ourcome_ack_seconds",
    help: "Time until a request from Slack was acknowledged; Slack's limit is 3 seconds.",
    labelNames: ["request"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const unacked = new Counter({
    name: "ourcome_unacked_requests_total",
    help: "Requests from Slack that were never acknowledged.",
    labelNames: ["request"],
    registers,
  });
  const calls = new Counter({
    name: "ourcome_slack_calls_total",
    help: "Calls to Slack by outcome: ok, refused, busy (429), error, no-answer.",
    labelNames: ["method", "outcome"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "ourcome_slack_call_seconds",
    help: "Time until Slack answered a call, or the call failed.",
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const tries = new Counter({
    name: "ourcome_delivery_tries_total",
    help: "Attempts to post, update or look up a message: first or again; Slack was reached or unreachable, or Ourcome failed (fault).",
    labelNames: ["work", "attempt", "outcome"],
    registers,
  });
  const ended = new Counter({
    name: "ourcome_deliveries_ended_total",
    help: "Messages posted (sent) or given up (refused).",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const waits = new Histogram({
    name: "ourcome_delivery_wait_seconds",
    help: "Time from when messages were due until they were posted, including rate limits, 429s and outages.",
    labelNames: ["kind"],
    buckets: WAIT_BUCKETS,
    registers,
  });
  const tickSeconds = new Histogram({
    name: "ourcome_tick_seconds",
    help: "Duration of the scheduler's tick, once a minute.",
    buckets: [0.01, 0.1, 1, 5, 10, 20, 30, 60],
    registers,
  });
  const lastTick = new Gauge({
    name: "ourcome_last_tick_timestamp_seconds",
    help: "When the scheduler's last tick ended.",
    registers,
  });
  const jobFaults = new Counter({
    name: "ourcome_job_faults_total",
    help: "Scheduler jobs that failed; the log says why.",
    labelNames: ["job"],
    registers,
  });
  const sourceFetches = new Counter({
    name: "ourcome_source_fetches_total",
    help: "Numbers fetched from metric sources by outcome: ok, or why a source gave none.",
    labelNames: ["outcome"],
    registers,
  });

  return {
    acked: (request: string, seconds: number) => ackSeconds.observe({ request }, seconds),
    unacked: (request: string) => unacked.inc({ request }),
    slackCalled(method: string, outcome: string, seconds: number) {
      calls.inc({ method, outcome });
      callSeconds.observe(seconds);
    },
    deliveryTried: (work: string, attempt: string, outcome: string) => tries.inc({ work, attempt, outcome }),
    deliverySent(kind: string, waited: Temporal.Duration) {
      ended.inc({ kind, outcome: "sent" });
      waits.observe({ kind }, Math.max(0, waited.total("seconds")));
    },
    deliveryRefused: (kind: string) => ended.inc({ kind, outcome: "refused" }),
    ticked(seconds: number, at: Temporal.Instant) {
      tickSeconds.observe(seconds);
      lastTick.set(at.epochMilliseconds / 1_000);
    },
    sourceFetched: (outcome: string) => sourceFetches.inc({ outcome }),
    jobFailed: (job: string) => jobFaults.inc({ job }),
  };
}
