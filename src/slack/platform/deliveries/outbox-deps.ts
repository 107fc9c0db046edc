import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Message } from "#slack/kit/blocks.ts";
import type { Log } from "#slack/surfaces/deps.ts";
import type { Draw, Drawing } from "./rendering.ts";
import type { Meter } from "#slack/platform/metrics.ts";
import type { Deps } from "#usecases/deps.ts";
import { failureOf } from "#slack/platform/web-api/call-failure.ts";
import type { Sharing } from "#slack/platform/access/shared-channels.ts";

/** What posting, redrawing and looking for messages work with. */
export type Desk = Deps & {
  readonly client: WebClient;
  readonly sharing: Sharing;
  readonly log: Log;
  readonly meter: Meter;
  readonly draw: Draw;
  /** After this long, Slack has done what it will ever do of a call without an answer. */
  readonly settling: Temporal.Duration;
};

/** Longer than one delivery takes Slack to answer, or the client to give up, with and without its chart. */
export const LEASE = Temporal.Duration.from({ seconds: 60 });

/** What a posted delivery is found by again, should nobody know whether Slack took it. An opaque key: others may read it. */
export const METADATA_TYPE = "ourcome_delivery";

/** Nothing that people write makes Slack add links, previews or mentions. */
export const AS_TYPED = {
  parse: "none",
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

export async function sayWithOrWithoutChart<Answer>(
  { message, withoutChart }: Drawing,
  say: (message: Message) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await say(message);
  } catch (fault) {
    const refused = fault instanceof WebAPIPlatformError && fault.data.error === "invalid_blocks";
    if (!refused || !withoutChart) throw fault;
    return say(withoutChart);
  }
}

/** The bot's own emojis make a vote one tap; where it may not add them, people pick them by themselves. */
export async function seedEmojis(
  { client, log }: Desk,
  { channel, ts }: { channel: string; ts: string },
  emojis: readonly string[] = [],
): Promise<void> {
  for (const name of emojis)
    try {
      await client.reactions.add({ channel, timestamp: ts, name });
    } catch (fault) {
      const { reason } = failureOf(fault);
      if (reason === "already_reacted") continue;
      log.info({ reason }, "emojis could not be added to a message");
      return;
    }
}
