import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import type { Workspaces } from "#slack/platform/installation/workspaces.ts";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { ConnectionStatus } from "#slack/platform/connection-status.ts";

/** How long an answer of Slack's is reused, however often the check runs. */
const CACHED_FOR = Temporal.Duration.from({ seconds: 15 });

/** Slack asks for a new socket every few hours. Replacing it takes some seconds. */
const SOCKET_GAP = Temporal.Duration.from({ seconds: 20 });

/** What is wrong with the connection to Slack, for the operator. Undefined if all is well. */
export function slackHealthCheck(
  { installation, clients }: Pick<Workspaces, "installation" | "clients">,
  now: () => Temporal.Instant,
  status: () => ConnectionStatus,
): () => Promise<string | undefined> {
  let last: { readonly at: Temporal.Instant; readonly problem: string | undefined } | undefined;

  return async () => {
    const revoked = installation.whyRevoked();
    if (revoked !== undefined) return revoked;
    const state = status();
    if (!state.up && isLonger(state.since.until(now()), SOCKET_GAP))
      return `There has been no socket to Slack since ${state.since.toString({ smallestUnit: "second" })}. Ourcome keeps trying; meanwhile commands, buttons and forms fail.`;
    // A clock that jumps back must not keep an old answer alive.
    if (!last || isLonger(last.at.until(now()).abs(), CACHED_FOR))
      last = { problem: (await Promise.all(clients().map(findProblem))).find(Boolean), at: now() };
    return last.problem;
  };
}

const isLonger = (duration: Temporal.Duration, limit: Temporal.Duration): boolean =>
  Temporal.Duration.compare(duration, limit) > 0;

async function findProblem(client: WebClient): Promise<string | undefined> {
  try {
    await client.auth.test();
    return undefined;
  } catch (fault) {
    if (fault instanceof WebAPIRateLimitedError) return undefined;
    if (fault instanceof WebAPIHTTPError) return `Slack answers with status ${fault.statusCode}.`;
    const { kind, reason } = callFailure(fault);
    if (kind === "busy") return undefined;
    if (!(fault instanceof WebAPIPlatformError)) return `Slack does not answer (${reason}).`;
    return kind === "paused"
      ? `Slack does not accept SLACK_BOT_TOKEN (${reason}). Reinstall the app, or set the token anew.`
      : `Slack answers with an error (${reason}).`;
  }
}
