import { WebAPIPlatformError } from "@slack/web-api";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** Longer than a delivery can take: in its thread or, if that is gone, in the channel, until Slack answers or the client times out. */
export const LEASE = Temporal.Duration.from({ seconds: 60 });

/** Marks posted deliveries, so that they can be looked up. The key in it is opaque, since others can read it. */
export const METADATA_TYPE = "ourcome_delivery";

/** Keeps Slack from adding links, previews or mentions to what people wrote. */
export const PLAIN_TEXT_OPTIONS = {
  parse: "none",
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** Slack's errors when somebody has deleted the message that a thread hangs on. */
const THREAD_GONE = new Set(["thread_not_found", "cannot_reply_to_message", "message_not_found"]);

export const isThreadGone = (fault: unknown): boolean =>
  fault instanceof WebAPIPlatformError && THREAD_GONE.has(fault.data.error);

/** Adds the bot's own emojis, so that a vote takes one tap. If it may not add them, people pick them themselves. */
export async function seedReactions(
  { clientOf, log }: OutboxDeps,
  { workspace, channel, ts }: { workspace: string; channel: string; ts: string },
  emojis: readonly string[] = [],
): Promise<void> {
  for (const name of emojis)
    try {
      await clientOf(workspace).reactions.add({ channel, timestamp: ts, name });
    } catch (fault) {
      const { reason } = callFailure(fault);
      if (reason === "already_reacted") continue;
      log.info({ reason }, "emojis could not be added to a message");
      return;
    }
}
