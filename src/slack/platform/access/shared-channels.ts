import type { WebClient } from "@slack/web-api";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import { listConversations } from "#slack/platform/web-api/list-conversations.ts";

/** How long Slack's list of channels is cached. */
const CACHED_FOR = Temporal.Duration.from({ minutes: 1 });

export type SharedChannels = {
  /** Whether people of another organisation can read a channel. */
  readonly isSharedOutside: (workspace: string, channel: string) => Promise<boolean>;
  /** Drops what is cached about a workspace, because something has changed. */
  readonly invalidate: (workspace: string) => void;
};

type Listing = { readonly at: Temporal.Instant; readonly shared: Promise<ReadonlySet<string>> };

/**
 * Slack accepts messages to shared channels as to any other, so this must be checked before posting. One list covers
 * all channels that Ourcome is in: three thousand digests due in one minute take sixteen calls rather than three
 * thousand.
 */
export function slackSharedChannels(clientOf: ClientOf, now: () => Temporal.Instant): SharedChannels {
  const cache = new Map<string, Listing>();

  function fetchListing(workspace: string): Listing {
    const listing = { at: now(), shared: fetchShared(clientOf(workspace)) };
    cache.set(workspace, listing);
    listing.shared.catch(() => {
      if (cache.get(workspace) === listing) cache.delete(workspace);
    });
    return listing;
  }

  const isFresh = ({ at }: Listing): boolean => {
    const age = at.until(now());
    return age.sign >= 0 && Temporal.Duration.compare(age, CACHED_FOR) < 0;
  };

  return {
    async isSharedOutside(workspace, channel) {
      const cached = cache.get(workspace);
      const { shared } = cached && isFresh(cached) ? cached : fetchListing(workspace);
      return (await shared).has(channel);
    },
    invalidate: (workspace) => void cache.delete(workspace),
  };
}

async function fetchShared(client: WebClient): Promise<ReadonlySet<string>> {
  const listed = await listConversations(client, {
    types: "public_channel,private_channel",
    exclude_archived: true,
  });
  return new Set(listed.filter(({ isSharedOutside }) => isSharedOutside).map(({ id }) => id));
}
