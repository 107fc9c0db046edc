import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import { inTime } from "./access.ts";
import type { Who } from "#slack/surfaces/replies/admission.ts";
import type { Log } from "#slack/surfaces/deps.ts";

/**
 * The channels that Ourcome is in and a full member of the workspace may look into: the public ones, and the private ones
 * that they are in. Nothing while Slack does not say.
 */
export type SeenChannels = (who: Who) => Promise<readonly string[] | undefined>;

/** As for who is in a channel: short for who left one, and two questions for many. */
const REMEMBERED = { max: 5_000, ttl: 60_000, ignoreFetchAbort: true };

export function seenChannelsBy(client: WebClient, log: Pick<Log, "warn">): SeenChannels {
  const open = new LRUCache<string, readonly string[]>({
    ...REMEMBERED,
    fetchMethod: () => channelsOf(client, { types: "public_channel" }),
  });
  const closed = new LRUCache<string, readonly string[]>({
    ...REMEMBERED,
    fetchMethod: (key) =>
      channelsOf(client, { types: "private_channel", user: key.slice(key.indexOf("/") + 1) }),
  });
  return async ({ workspace, user }) => {
    const asked = Promise.all([open.forceFetch(workspace), closed.forceFetch(`${workspace}/${user}`)]);
    const listed = await inTime(asked).catch((fault: unknown) => {
      // Nothing that somebody does is to fail by what it would have shown besides.
      if (!(fault instanceof WebAPIPlatformError)) throw fault;
      log.warn({ error: fault.data.error }, "Slack does not list the channels that somebody may look into");
      return undefined;
    });
    return listed?.flat();
  };
}

async function channelsOf(client: WebClient, which: { types: string; user?: string }): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of client.paginate("users.conversations", { ...which, limit: 200 }))
    for (const { id } of "channels" in page ? (page.channels as { id?: string }[]) : []) if (id) ids.push(id);
  return ids;
}
