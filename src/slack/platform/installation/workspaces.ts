import { WebClient } from "@slack/web-api";
import { sdkLogger } from "#slack/platform/logging/sdk-logger.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import { cancellableFetch } from "#slack/platform/web-api/cancellable-fetch.ts";
import { type ClientOptions, clientOptions } from "#slack/platform/web-api/client-options.ts";
import { type Installation, trackInstallation } from "./installation.ts";

/** The Web API client for a workspace. */
export type ClientOf = (workspace: string) => WebClient;

/** The workspaces that have installed Ourcome, and the clients to call Slack for them. */
export type Workspaces = {
  readonly installation: Installation;
  readonly clientOf: ClientOf;
  /** The clients of all workspaces, for the health check. */
  readonly clients: () => readonly WebClient[];
  /** For the clients that Bolt creates: metered, cancellable, and blocked once the installation is revoked. */
  readonly options: ClientOptions;
  /** For the app-level token, whose errors say nothing about the installation. */
  readonly appOptions: ClientOptions;
  /** Cancels all calls in progress and blocks new ones. */
  readonly cancelCalls: () => void;
};

/** The one workspace whose bot token is in the configuration. */
export function singleWorkspace(
  { apiUrl, botToken }: { readonly apiUrl: string; readonly botToken: string },
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
): Workspaces {
  const installation = trackInstallation(log);
  const calls = cancellableFetch();
  const appOptions = clientOptions(apiUrl, metrics, calls.fetch);
  const options: ClientOptions = () => {
    const { fetch, ...others } = appOptions();
    return { ...others, ...(fetch && { fetch: installation.guard(fetch) }) };
  };
  // Separate from Bolt's clients, so that a slow delivery never holds up a form.
  const client = new WebClient(botToken, { ...options(), logger: sdkLogger(log) });
  return {
    installation,
    clientOf: () => client,
    clients: () => [client],
    options,
    appOptions,
    cancelCalls: calls.cancelAll,
  };
}
