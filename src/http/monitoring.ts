import type { RequestListener } from "node:http";
import type { Registry } from "prom-client";
import type { Backlog } from "#domain/deliveries/backlog.ts";
import { askingOnce } from "./shared-probe.ts";
import { type Link, queueMetricsIn } from "./outbox-metrics.ts";
import { readiness } from "./readiness.ts";
import { routes } from "./routes.ts";

type Watched = {
  readonly now: () => Temporal.Instant;
  readonly backlog: () => Promise<Backlog>;
  /** What is wrong between Slack and Ourcome; nothing when all is well. */
  readonly slack: () => Promise<string | undefined>;
  readonly link: () => Link;
  readonly lastTick: () => Temporal.Instant | undefined;
  readonly onFault: (fault: unknown) => void;
};

/** Answers those who watch Ourcome from outside. */
export function watching(registry: Registry, watched: Watched): RequestListener {
  const backlog = askingOnce(watched.backlog);
  return routes({
    ready: readiness({ ...watched, backlog, slack: askingOnce(watched.slack) }),
    metrics: queueMetricsIn(registry, { ...watched, backlog }),
    metricsType: registry.contentType,
    onFault: watched.onFault,
  });
}
