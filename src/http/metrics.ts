import { Counter, Gauge, Histogram, type Registry } from "prom-client";

const ANSWER_SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 2, 3, 5, 10];
const WAIT_SECONDS = [1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];

/** What is counted while it happens. Every label has a handful of values, and none is a workspace, a channel or a person. */
export function metricsIn(registry: Registry) {
  const registers = [registry];
  const ackSeconds = new Histogram({
    name: "ourcome_ack_seconds",
    help: "How long Slack waited for the answer to a request; it waits for 3 seconds.",
    labelNames: ["request"],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const unacked = new Counter({
    name: "ourcome_unacked_requests_total",
    help: "Requests that ended without an answer.",
    labelNames: ["request"],
    registers,
  });
  const calls = new Counter({
    name: "ourcome_slack_calls_total",
    help: "Calls to Slack, by what became of them: ok, refused, busy (429), error, no-answer.",
    labelNames: ["method", "outcome"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "ourcome_slack_call_seconds",
    help: "How long Slack took to answer a call, or not to answer it.",
    buckets: ANSWER_SECONDS,
    registers,
  });
  const tries = new Counter({
    name: "ourcome_delivery_tries_total",
    help: "Tries to post, update or look up a message: first or again; Slack was reached, unreachable, or we failed (fault).",
    labelNames: ["work", "attempt", "outcome"],
    registers,
  });
  const ended = new Counter({
    name: "ourcome_deliveries_ended_total",
    help: "Messages that Slack has (sent), and those given up (refused).",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const waits = new Histogram({
    name: "ourcome_delivery_wait_seconds",
    help: "How long messages waited, from when they were due until Slack had them: its pace, its 429s, outages.",
    labelNames: ["kind"],
    buckets: WAIT_SECONDS,
    registers,
  });
  const tickSeconds = new Histogram({
    name: "ourcome_tick_seconds",
    help: "How long the scheduler was at work, once a minute.",
    buckets: [0.01, 0.1, 1, 5, 10, 20, 30, 60],
    registers,
  });
  const lastTick = new Gauge({
    name: "ourcome_last_tick_timestamp_seconds",
    help: "When the scheduler last finished.",
    registers,
  });
  const jobFaults = new Counter({
    name: "ourcome_job_faults_total",
    help: "Jobs of the scheduler that failed; the log says why.",
    labelNames: ["job"],
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
    jobFailed: (job: string) => jobFaults.inc({ job }),
  };
}
