import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import { withTimeout } from "#slack/platform/access/access.ts";

type Place = { readonly channel: string; readonly ts: string };

/** A message's permalink. Undefined if Slack doesn't give one in time. */
export type PermalinkOf = (client: WebClient, workspace: string, place: Place) => Promise<string | undefined>;

/** Permalinks don't change, so they are asked for once. */
export function permalinks(): PermalinkOf {
  const known = new LRUCache<string, string>({ max: 5_000 });
  return async (client, workspace, { channel, ts }) => {
    const key = `${workspace}/${channel}/${ts}`;
    const link = known.get(key) ?? (await fetchPermalink(client, { channel, ts }));
    if (link !== undefined) known.set(key, link);
    return link;
  };
}

async function fetchPermalink(client: WebClient, { channel, ts }: Place): Promise<string | undefined> {
  try {
    return (await withTimeout(client.chat.getPermalink({ channel, message_ts: ts })))?.permalink;
  } catch {
    // A link is a convenience: the page is shown without it.
    return undefined;
  }
}
