import type { FetchFunction } from "@slack/web-api";
import type { Log } from "#slack/platform/logging/log.ts";

/** Slack's errors for a token that no longer works. */
const REVOKED = new Set(["account_inactive", "invalid_auth", "token_revoked"]);

export type Installation = {
  /** Why all work has stopped. Undefined until the app is uninstalled or its token revoked. */
  readonly whyRevoked: () => string | undefined;
  /** Only the first call counts. `reason` is an error code or event type of Slack's. */
  readonly revoke: (reason: string) => void;
  readonly onRevoked: (listener: () => void) => void;
  /** Wraps `fetch`: detects a revocation in Slack's answers, and makes no calls after it. */
  readonly guard: (fetch: FetchFunction) => FetchFunction;
};

/** Tracks whether a workspace's installation is revoked. It stays revoked until a restart: a new token requires one. */
export function trackInstallation(log: Log): Installation {
  const listeners: (() => void)[] = [];
  let revoked: string | undefined;

  function revoke(reason: string): void {
    if (revoked !== undefined) return;
    revoked = `Slack has taken Ourcome's installation back (${reason}), so all work stops. What is on record is kept. Install the app again, set its new SLACK_BOT_TOKEN, and start Ourcome.`;
    log.error({ reason }, revoked);
    for (const listener of listeners) listener();
  }

  return {
    whyRevoked: () => revoked,
    revoke,
    onRevoked: (listener) => void listeners.push(listener),
    guard: (fetch) => async (url, init) => {
      if (revoked !== undefined) throw new InstallationRevoked();
      const response = await fetch(url, init);
      const error = response instanceof Response ? await refusalIn(response.clone()) : undefined;
      if (error !== undefined && REVOKED.has(error)) revoke(error);
      return response;
    },
  };
}

/** Its code tells the outbox that the call was never made. */
class InstallationRevoked extends Error {
  readonly code = "installation_over";
  override readonly name = "InstallationOver";
}

/** The error code with which Slack refused a call. Doesn't parse other answers, which can be long. */
async function refusalIn(response: Response): Promise<string | undefined> {
  try {
    const text = await response.text();
    return text.startsWith('{"ok":false') ? /"error":"([a-z_]+)"/.exec(text)?.[1] : undefined;
  } catch {
    // The caller gets the same error and handles it.
    return undefined;
  }
}
