import type { FetchFunction } from "@slack/web-api";
import type { Log } from "#slack/platform/logging/log.ts";

/** Slack's words for a token that no longer works. */
const REVOKED = new Set(["account_inactive", "invalid_auth", "token_revoked"]);

export type Installation = {
  /** Why all work has stopped, once the app was uninstalled or its token revoked. */
  readonly whyRevoked: () => string | undefined;
  /** The first call counts; `reason` is a word of Slack's. */
  readonly revoke: (reason: string) => void;
  readonly onRevoked: (listener: () => void) => void;
  /** Calls Slack until the installation is revoked, and learns that from Slack's answers. */
  readonly guard: (fetch: FetchFunction) => FetchFunction;
};

/** One installation of the app in a workspace. Once revoked it stays so: another token takes another start. */
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
      const word = response instanceof Response ? await refusalIn(response.clone()) : undefined;
      if (word !== undefined && REVOKED.has(word)) revoke(word);
      return response;
    },
  };
}

/** Its code tells the outbox that the call was never made. */
class InstallationRevoked extends Error {
  readonly code = "installation_over";
  override readonly name = "InstallationOver";
}

/** The word with which Slack refused a call. Answers that are not refusals are long, and not parsed. */
async function refusalIn(response: Response): Promise<string | undefined> {
  try {
    const text = await response.text();
    return text.startsWith('{"ok":false') ? /"error":"([a-z_]+)"/.exec(text)?.[1] : undefined;
  } catch {
    // The caller meets the same error, and handles it.
    return undefined;
  }
}
