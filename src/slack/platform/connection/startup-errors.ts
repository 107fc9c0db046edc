import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { callFailure, isTransient } from "#slack/platform/web-api/call-failure.ts";
import type { Log } from "#slack/platform/logging/log.ts";

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 30;

/**
 * Asks Slack until it answers. After an outage Ourcome is there again by itself: a supervisor would start it some times,
 * and give up. What no waiting mends is thrown, with words.
 */
export async function retryUntilReachable(
  ask: () => Promise<unknown>,
  {
    log,
    meanwhile,
    ...place
  }: {
    apiUrl: string;
    token: string;
    log: Log;
    meanwhile: () => Promise<{ readonly close: () => Promise<void> }>;
  },
): Promise<void> {
  await using opened = new AsyncDisposableStack();
  for (let seconds = FIRST_PAUSE_S; ; seconds = Math.min(seconds * 2, LONGEST_PAUSE_S))
    try {
      await ask();
      return;
    } catch (fault) {
      const said = startupError(fault, place);
      if (!isTransient(fault)) throw said;
      // Who watches the process is to find it alive: it waits, and a restart would mend nothing.
      if (seconds === FIRST_PAUSE_S) opened.adopt(await meanwhile(), ({ close }) => close());
      log.warn({ seconds }, `${said.message} It is tried again.`);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    }
}

/** Says to whoever runs Ourcome why it could not start. What we have no words for stays as it is. */
export function startupError(
  fault: unknown,
  { apiUrl, token, port }: { apiUrl: string; token: string; port?: number },
): Error {
  const say = (words: string) => new Error(words, { cause: fault });
  if (fault instanceof WebAPIRateLimitedError || (fault instanceof WebAPIPlatformError && isTransient(fault)))
    return say(`Slack at ${apiUrl} takes no calls for now (${callFailure(fault).reason}).`);
  if (fault instanceof WebAPIPlatformError)
    return say(
      `Slack does not accept ${token} (${fault.data.error}). Copy it again from the app's page at https://api.slack.com/apps.`,
    );
  if (fault instanceof WebAPIHTTPError)
    return say(`Slack at ${apiUrl} answers with status ${fault.statusCode}. Check SLACK_API_URL.`);
  if (fault instanceof WebAPIRequestError)
    return say(
      `Slack at ${apiUrl} does not answer (${reasonOf(fault.original)}). Check the network and SLACK_API_URL.`,
    );
  if (port !== undefined && fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE")
    return say(`Port ${port} is in use. Stop what uses it, or set PORT to another.`);
  return fault instanceof Error ? fault : say("Slack could not be reached.");
}

/** The innermost cause says most: "fetch failed" alone says nothing. */
function reasonOf(fault: Error): string {
  if (fault.cause instanceof Error) return reasonOf(fault.cause);
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name;
}
