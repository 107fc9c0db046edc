import type { WebClient } from "@slack/web-api";

type Conversation = { readonly id: string; readonly isSharedOutside: boolean };

type Filter = { readonly types: string; readonly user?: string; readonly exclude_archived?: boolean };

const PAGE = 200;

/** The channels that the bot is in; with a `user`, only those that the user is in as well. */
export async function listConversations(client: WebClient, filter: Filter): Promise<Conversation[]> {
  const listed: Conversation[] = [];
  for await (const page of client.paginate("users.conversations", { ...filter, limit: PAGE }))
    for (const { id, is_ext_shared: isShared } of channelsIn(page))
      if (id) listed.push({ id, isSharedOutside: isShared ?? false });
  return listed;
}

const channelsIn = (page: object): ReadonlyArray<{ id?: string; is_ext_shared?: boolean }> =>
  "channels" in page ? (page.channels as { id?: string; is_ext_shared?: boolean }[]) : [];
