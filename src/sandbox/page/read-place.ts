import type { SandboxSlack } from "#sandbox/slack/server/server.ts";
import type { Block } from "#sandbox/slack/state/shapes.ts";

/** The blocks of a message in a channel or thread, or of this person's ephemeral. */
export async function readPlace(
  slack: SandboxSlack,
  user: string,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<readonly Block[]> {
  const ephemeral = slack
    .as(user)
    .ephemerals()
    .find((shown) => shown.ts === ts);
  if (ephemeral) return ephemeral.blocks;
  const messages = await slack.readChannel(channel);
  const found = messages
    .flatMap((message) => [message, ...message.replies])
    .find((message) => message.ts === ts);
  if (!found) throw new Error("This message is not there any more.");
  return found.blocks;
}
