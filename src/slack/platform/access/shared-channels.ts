import type { WebClient } from "@slack/web-api";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import { listConversations } from "#slack/platform/web-api/list-conversations.ts";

/** How long what Slack said of the channels is good for. */
const KNOWN_FOR = Temporal.Duration.from({ minutes: 1 });

export type SharedChannels = {
  /** Whether people of another organisation read along in a channel. */
  readonly isSharedOutside: (workspace: string, channel: string) => Promise<boolean>;
  /** Something has changed: asked anew next time. */
  readonly forget: (workspace: string) => void;
};

type Asked = { readonly at: Temporal.Instant; readonly shared: Promise<ReadonlySet<string>> };

/**
 * Slack takes messages in a shared channel like in any other, so it has to be asked before. One list has all channels that
 * Ourcome is in: three thousand digests of one minute take sixteen calls, and not three thousand.
 */
export function slackSharedChannels(clientOf: ClientOf, now: () => Temporal.Instant): SharedChannels {
  const known = new Map<string, Asked>();

  function ask(workspace: string): Asked {
    const asked = { at: now(), shared: askShared(clientOf(workspace)) };
    known.set(workspace, asked);
    asked.shared.catch(() => {
      if (known.get(workspace) === asked) known.delete(workspace);
    });
    return asked;
  }

  const isFresh = ({ at }: Asked): boolean => {
    const age = at.until(now());
    return age.sign >= 0 && Temporal.Duration.compare(age, KNOWN_FOR) < 0;
  };

  return {
    async isSharedOutside(workspace, channel) {
      const asked = known.get(workspace);
      const { shared } = asked && isFresh(asked) ? asked : ask(workspace);
      return (await shared).has(channel);
    },
    forget: (workspace) => void known.delete(workspace),
  };
}

async function askShared(client: WebClient): Promise<ReadonlySet<string>> {
  const listed = await listConversations(client, {
    types: "public_channel,private_channel",
    exclude_archived: true,
  });
  return new Set(listed.filter(({ isSharedOutside }) => isSharedOutside).map(({ id }) => id));
}
