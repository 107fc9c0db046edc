import { WebAPIPlatformError } from "@slack/web-api";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import type { OutgoingMessage, Rendering } from "./rendering.ts";

/** Longer than one delivery takes Slack to answer, or the client to give up, with and without its chart. */
export const LEASE = Temporal.Duration.from({ seconds: 60 });

/** What a posted delivery is found by again, should nobody know whether Slack took it. An opaque key: others may read it. */
export const METADATA_TYPE = "ourcome_delivery";

/** Nothing that people write makes Slack add links, previews or mentions. */
export const PLAIN_TEXT_OPTIONS = {
  parse: "none",
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

export async function sendWithChartFallback<Answer>(
  { message, withoutChart }: Rendering,
  say: (message: OutgoingMessage) => Promise<Answer>,
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
