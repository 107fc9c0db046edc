import type { RequestListener } from "node:http";
import type { Registry } from "prom-client";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import { sharedProbe } from "./shared-probe.ts";
import { type ConnectionStatus, outboxMetricsIn } from "./outbox-metrics.ts";
import { readiness } from "./readiness.ts";
import { routes } from "./routes.ts";

type Watched = {
  readonly now: () => Temporal.Instant;
  readonly backlog: () => Promise<Backlog>;
  /** What is wrong between Slack and Ourcome; nothing when all is well. */
  readonly slack: () => Promise<string | undefined>;
  readonly status: () => ConnectionStatus;
  readonly lastTick: () => Temporal.Instant | undefined;
  readonly onFault: (fault: unknown) => void;
};

/** Answers those who watch Ourcome from outside. */
export function monitoring(registry: Registry, watched: Watched): RequestListener {
  const backlog = sharedProbe(watched.backlog);
  return routes({
    ready: readiness({ ...watched, backlog, slack: sharedProbe(watched.slack) }),
    metrics: outboxMetricsIn(registry, { ...watched, backlog }),
    metricsType: registry.contentType,
    onFault: watched.onFault,
  });
}
