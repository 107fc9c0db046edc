import { Gauge, type Registry } from "prom-client";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import type { ProbeResult } from "./shared-probe.ts";

/** Whether Slack's requests can arrive; if not, since when. */
export type ConnectionStatus =
  | { readonly up: true }
  | { readonly up: false; readonly since: Temporal.Instant };

/**
 * Gauges of the outbox and of the connection to Slack, read at each scrape. The returned function gives the text of the
 * whole registry.
 */
export function registerOutboxMetrics(
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
    help: "Pending messages, by state: due, paused (their channel is unavailable), sending, unknown, uncertain.",
    labelNames: ["state", "kind"],
    registers,
  });
  const lag = new Gauge({
    name: "ourcome_due_lag_seconds",
    help: "How long the oldest due message that nothing holds back has waited; 0 if there is none.",
    registers,
  });
  const readable = new Gauge({
    name: "ourcome_database_readable",
    help: "1 if the queue could be read for this scrape; if 0, the queue's other metrics are left out.",
    registers,
  });
  const socketGone = new Gauge({
    name: "ourcome_socket_gone_seconds",
    help: "How long there has been no socket to Slack; 0 while there is one, and over HTTP.",
    registers,
  });
  const secondsSince = (since: Temporal.Instant | undefined) =>
    since ? Math.max(0, since.until(now()).total("seconds")) : 0;
  /** Label sets reported before: they become 0 rather than disappear. */
  const seen = new Map<string, { readonly state: string; readonly kind: string }>();

  return async () => {
    const result = await backlog();
    deliveries.reset();
    const socket = status();
    socketGone.set(socket.up ? 0 : secondsSince(socket.since));
    readable.set(result.kind === "answered" ? 1 : 0);
    if (result.kind === "answered") {
      for (const labels of seen.values()) deliveries.set(labels, 0);
      for (const { state, kind, count } of result.value.counts) {
        seen.set(`${state}/${kind}`, { state, kind });
        deliveries.set({ state, kind }, count);
      }
      lag.set(secondsSince(result.value.oldestDueAt));
    } else lag.remove();
    return registry.metrics();
  };
}
