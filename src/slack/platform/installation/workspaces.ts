import { WebClient } from "@slack/web-api";
import { sdkLogger } from "#slack/platform/logging/sdk-logger.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import { cancellableFetch } from "#slack/platform/web-api/cancellable-fetch.ts";
import { type ClientOptions, clientOptions } from "#slack/platform/web-api/client-options.ts";
import { type Installation, trackInstallation } from "./installation.ts";

/** The Web API client of a workspace. What calls Slack asks for it by the workspace that it acts for. */
export type ClientOf = (workspace: string) => WebClient;

/** The workspaces that have installed Ourcome, and how each is called. */
export type Workspaces = {
  readonly installation: Installation;
  readonly clientOf: ClientOf;
  /** The client of every workspace, for whoever asks whether Slack can be reached. */
  readonly clients: () => readonly WebClient[];
  /** For the clients that Bolt makes: counted, cancellable, and silent once the installation is revoked. */
  readonly options: ClientOptions;
  /** For the app's own connection, whose token says nothing about an installation. */
  readonly appOptions: ClientOptions;
  /** Cancels every call under way, and lets no more begin. */
  readonly cancelCalls: () => void;
};

/** The one workspace whose token is in the settings. */
export function oneWorkspace(
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
  // Apart from Bolt's clients, so that a slow delivery never holds up a form.
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
