import type { WebClientOptions } from "@slack/web-api";
import type { Metrics } from "#slack/platform/metrics.ts";
import type { CancellableFetch } from "./cancellable-fetch.ts";
import { meteredFetch } from "./metered-fetch.ts";

/** Returns a new object for each client, since the SDK modifies it. */
export type ClientOptions = () => WebClientOptions;

/**
 * By default, Slack's SDK repeats posts that Slack may already have taken, and after a 429 holds back all other calls.
 * Both are switched off: the outbox records what is pending and retries it.
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
