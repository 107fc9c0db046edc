import { WebAPIPlatformError } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import { listConversations } from "#slack/platform/web-api/list-conversations.ts";
import { type Who, withinPatience } from "./access.ts";

/**
 * The channels that Ourcome is in and a full member of the workspace may look into: the public ones, and the private ones
 * that they are in. Nothing while Slack does not say.
 */
export type VisibleChannels = (who: Who) => Promise<readonly string[] | undefined>;

/** As for who is in a channel: short for who left one, and two questions for many. */
const REMEMBERED = { max: 5_000, ttl: 60_000, ignoreFetchAbort: true };

export function slackVisibleChannels(clientOf: ClientOf, log: Pick<Log, "warn">): VisibleChannels {
  const idsOf = async (workspace: string, which: Parameters<typeof listConversations>[1]) =>
    (await listConversations(clientOf(workspace), which)).map(({ id }) => id);
  const open = new LRUCache<string, readonly string[]>({
    ...REMEMBERED,
    fetchMethod: (workspace) => idsOf(workspace, { types: "public_channel" }),
  });
  const closed = new LRUCache<string, readonly string[]>({
    ...REMEMBERED,
    fetchMethod: (key) => {
      const slash = key.indexOf("/");
      return idsOf(key.slice(0, slash), { types: "private_channel", user: key.slice(slash + 1) });
    },
  });
  return async ({ workspace, user }) => {
    const asked = Promise.all([open.forceFetch(workspace), closed.forceFetch(`${workspace}/${user}`)]);
    const listed = await withinPatience(asked).catch((fault: unknown) => {
      // Nothing that somebody does is to fail by what it would have shown besides.
      if (!(fault instanceof WebAPIPlatformError)) throw fault;
      log.warn({ error: fault.data.error }, "Slack does not list the channels that somebody may look into");
      return undefined;
    });
    return listed?.flat();
  };
}
