import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { callFailure, isTransient } from "#slack/platform/web-api/call-failure.ts";
import type { Log } from "#slack/platform/logging/log.ts";

const FIRST_PAUSE_S = 1;
const MAX_PAUSE_S = 30;

/**
 * Retries until Slack answers, so that Ourcome comes back by itself after an outage: a supervisor would give up after a
 * few restarts. Errors that waiting won't fix are thrown, with a message for the operator.
 */
export async function retryUntilReachable(
  ask: () => Promise<unknown>,
  {
    log,
    serveFallback,
    ...settings
  }: {
    apiUrl: string;
    token: string;
    log: Log;
    serveFallback: () => Promise<{ readonly close: () => Promise<void> }>;
  },
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  for (let seconds = FIRST_PAUSE_S; ; seconds = Math.min(seconds * 2, MAX_PAUSE_S))
    try {
      await ask();
      return;
    } catch (fault) {
      const error = startupError(fault, settings);
      if (!isTransient(fault)) throw error;
      // Health checks should find the process alive: it is waiting, and a restart would not help.
      if (seconds === FIRST_PAUSE_S) opened.adopt(await serveFallback(), ({ close }) => close());
      log.warn({ seconds }, `${error.message} It is tried again.`);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    }
}

/** An error that tells the operator why Ourcome could not start. Unknown errors are returned as they are. */
export function startupError(
  fault: unknown,
  { apiUrl, token, port }: { apiUrl: string; token: string; port?: number },
): Error {
  const explain = (words: string) => new Error(words, { cause: fault });
  if (fault instanceof WebAPIRateLimitedError || (fault instanceof WebAPIPlatformError && isTransient(fault)))
    return explain(`Slack at ${apiUrl} takes no calls for now (${callFailure(fault).reason}).`);
  if (fault instanceof WebAPIPlatformError)
    return explain(
      `Slack does not accept ${token} (${fault.data.error}). Copy it again from the app's page at https://api.slack.com/apps.`,
    );
  if (fault instanceof WebAPIHTTPError)
    return explain(`Slack at ${apiUrl} answers with status ${fault.statusCode}. Check SLACK_API_URL.`);
  if (fault instanceof WebAPIRequestError)
    return explain(
      `Slack at ${apiUrl} does not answer (${reasonOf(fault.original)}). Check the network and SLACK_API_URL.`,
    );
  if (port !== undefined && fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE")
    return explain(`Port ${port} is in use. Stop what uses it, or set PORT to another.`);
  return fault instanceof Error ? fault : explain("Slack could not be reached.");
}

/** The innermost cause says most; "fetch failed" alone says nothing. */
function reasonOf(fault: Error): string {
  if (fault.cause instanceof Error) return reasonOf(fault.cause);
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name;
}
