import type { RequestListener } from "node:http";
import type { Registry } from "prom-client";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import { sharedProbe } from "./shared-probe.ts";
import { type ConnectionStatus, registerOutboxMetrics } from "./outbox-metrics.ts";
import { readiness } from "./readiness.ts";
import { routes } from "./routes.ts";

type MonitoringDeps = {
  readonly now: () => Temporal.Instant;
  readonly backlog: () => Promise<Backlog>;
  /** What is wrong with the connection to Slack; undefined if all is well. */
  readonly slack: () => Promise<string | undefined>;
  readonly status: () => ConnectionStatus;
  readonly lastTick: () => Temporal.Instant | undefined;
  readonly onFault: (fault: unknown) => void;
};

/** Serves health checks and metrics. */
export function monitoring(registry: Registry, deps: MonitoringDeps): RequestListener {
  const backlog = sharedProbe(deps.backlog);
  return routes({
    ready: readiness({ ...deps, backlog, slack: sharedProbe(deps.slack) }),
    metrics: registerOutboxMetrics(registry, { ...deps, backlog }),
    metricsType: registry.contentType,
    onFault: deps.onFault,
  });
}
