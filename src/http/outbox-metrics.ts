import { Gauge, type Registry } from "prom-client";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import type { ProbeResult } from "./shared-probe.ts";

/** Whether what Slack sends can come in; if not, since when. */
export type ConnectionStatus =
  | { readonly up: true }
  | { readonly up: false; readonly since: Temporal.Instant };

/** What stands on record and in the air, read when somebody asks for it. Answers with the whole registry's text. */
export function outboxMetricsIn(
  registry: Registry,
  {
    now,
    backlog,
    status,
  }: {
    readonly now: () => Temporal.Instant;
    readonly backlog: () => Promise<ProbeResult<Backlog>>;
    readonly status: () => ConnectionStatus;
  },
): () => Promise<string> {
  const registers = [registry];
  const deliveries = new Gauge({
    name: "ourcome_deliveries",
    help: "Pending messages, by state: due, paused (their channel is away), sending, unknown, uncertain.",
    labelNames: ["state", "kind"],
    registers,
  });
  const lag = new Gauge({
    name: "ourcome_due_lag_seconds",
    help: "For how long the oldest message has been due that no channel holds back; 0 when none is.",
    registers,
  });
  const readable = new Gauge({
    name: "ourcome_database_readable",
    help: "1 when the queue could be read for this answer; with 0, the numbers of the queue are left out.",
    registers,
  });
  const gone = new Gauge({
    name: "ourcome_socket_gone_seconds",
    help: "For how long there has been no socket to Slack; 0 while there is one, and over HTTP.",
    registers,
  });
  const seconds = (since: Temporal.Instant | undefined) =>
    since ? Math.max(0, since.until(now()).total("seconds")) : 0;
  /** What was there once is shown as 0 afterwards, rather than left out. */
  const seen = new Map<string, { readonly state: string; readonly kind: string }>();

  return async () => {
    const asked = await backlog();
    deliveries.reset();
    const socket = status();
    gone.set(socket.up ? 0 : seconds(socket.since));
    readable.set(asked.kind === "answered" ? 1 : 0);
    if (asked.kind === "answered") {
      for (const labels of seen.values()) deliveries.set(labels, 0);
      for (const { state, kind, count } of asked.value.counts) {
        seen.set(`${state}/${kind}`, { state, kind });
        deliveries.set({ state, kind }, count);
      }
      lag.set(seconds(asked.value.oldestDueAt));
    } else lag.remove();
    return registry.metrics();
  };
}
