import type { WebClientOptions } from "@slack/web-api";
import type { Metrics } from "#slack/platform/metrics.ts";
import type { CancellableFetch } from "./cancellable-fetch.ts";
import { meteredFetch } from "./metered-fetch.ts";

/** A fresh object for each client, since the SDK writes into it. */
export type ClientOptions = () => WebClientOptions;

/**
 * Slack's SDK repeats posts that Slack may have taken already, and holds back every other call after a 429. Both are
 * switched off: the outbox records what is pending and tries it again.
 */
export const clientOptions =
  (apiUrl: string, metrics: Metrics, fetch: CancellableFetch["fetch"]): ClientOptions =>
  () => ({
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    fetch: meteredFetch(metrics, apiUrl, fetch),
  });
