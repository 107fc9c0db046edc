import type { FetchFunction } from "@slack/web-api";
import type { Log } from "#slack/surfaces/deps.ts";

/** Slack's words for a token that is no longer any good. */
const GONE = new Set(["account_inactive", "invalid_auth", "token_revoked"]);

export type Installation = {
  /** In words, once the workspace has taken Ourcome out, or its token back. */
  readonly whyOver: () => string | undefined;
  /** The first who says so ends it; `reason` is a word of Slack's. */
  readonly end: (reason: string) => void;
  readonly onEnd: (listener: () => void) => void;
  /** Calls Slack as long as it is not over, and hears from the answers when it is. */
  readonly guard: (fetch: FetchFunction) => FetchFunction;
};

/** The one installation that this process works for. Once over, it stays so: another token takes another start. */
export function installation(log: Log): Installation {
  const listeners: (() => void)[] = [];
  let over: string | undefined;

  function end(reason: string): void {
    if (over !== undefined) return;
    over = `Slack has taken Ourcome's installation back (${reason}), so all work stops. What is on record is kept. Install the app again, set its new SLACK_BOT_TOKEN, and start Ourcome.`;
    log.error({ reason }, over);
    for (const listener of listeners) listener();
  }

  return {
    whyOver: () => over,
    end,
    onEnd: (listener) => void listeners.push(listener),
    guard: (fetch) => async (url, init) => {
      if (over !== undefined) throw new InstallationOver();
      const response = await fetch(url, init);
      const word = response instanceof Response ? await wordOf(response.clone()) : undefined;
      if (word !== undefined && GONE.has(word)) end(word);
      return response;
    },
  };
}

/** Its code tells the messenger that the call was never made. */
class InstallationOver extends Error {
  readonly code = "installation_over";
  override readonly name = "InstallationOver";
}

/** What Slack refused a call with. Answers that are no refusal are long, and not read. */
async function wordOf(response: Response): Promise<string | undefined> {
  try {
    const text = await response.text();
    return text.startsWith('{"ok":false') ? /"error":"([a-z_]+)"/.exec(text)?.[1] : undefined;
  } catch {
    // Whoever made the call meets the same fault, and deals with it.
    return undefined;
  }
}
