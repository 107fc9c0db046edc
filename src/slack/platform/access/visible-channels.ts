import { WebAPIPlatformError } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import { listConversations } from "#slack/platform/web-api/list-conversations.ts";
import { type Requester, withTimeout } from "./access.ts";

/**
 * The channels that Ourcome is in and that a full member of the workspace may look into: the public ones, and the
 * private ones they are in. Undefined while Slack doesn't say.
 */
export type VisibleChannels = (who: Requester) => Promise<readonly string[] | undefined>;

/** A minute is short enough to notice people who leave a channel, and saves two calls for each request. */
const CACHE_OPTIONS = { max: 5_000, ttl: 60_000, ignoreFetchAbort: true };

export function slackVisibleChannels(clientOf: ClientOf, log: Pick<Log, "warn">): VisibleChannels {
  const idsOf = async (workspace: string, filter: Parameters<typeof listConversations>[1]) =>
    (await listConversations(clientOf(workspace), filter)).map(({ id }) => id);
  const publicChannels = new LRUCache<string, readonly string[]>({
    ...CACHE_OPTIONS,
    fetchMethod: (workspace) => idsOf(workspace, { types: "public_channel" }),
  });
  const privateChannels = new LRUCache<string, readonly string[]>({
    ...CACHE_OPTIONS,
    fetchMethod: (key) => {
      const slash = key.indexOf("/");
      return idsOf(key.slice(0, slash), { types: "private_channel", user: key.slice(slash + 1) });
    },
  });
  return async ({ workspace, user }) => {
    const answers = Promise.all([
      publicChannels.forceFetch(workspace),
      privateChannels.forceFetch(`${workspace}/${user}`),
    ]);
    const listed = await withTimeout(answers).catch((fault: unknown) => {
      // This list only adds to what a request shows, so the request must not fail for lack of it.
      if (!(fault instanceof WebAPIPlatformError)) throw fault;
      log.warn({ error: fault.data.error }, "Slack refused to list a person's channels");
      return undefined;
    });
    return listed?.flat();
  };
}
