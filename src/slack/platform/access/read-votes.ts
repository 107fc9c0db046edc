import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Reaction } from "#domain/retros/tally.ts";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import type { Access } from "./access.ts";
import type { PostedMessage, ReadVotes } from "#usecases/retros/count-votes.ts";

/** Slack's errors for a channel that the bot can't read for now. */
const UNREADABLE = new Set(["channel_not_found", "not_in_channel", "is_archived", "is_inactive"]);

export const slackVoteReader =
  (clientOf: ClientOf, access: Access): ReadVotes =>
  async ({ workspace, channel, messages }) => {
    const reactions: Reaction[][] = [];
    for (const message of messages) {
      const found = await reactionsUnder(clientOf(workspace), message);
      if (!found) return undefined;
      reactions.push(found);
    }
    // Looks up only the people who reacted: all members of a large channel would exceed Slack's rate limit.
    const reactors = new Set(reactions.flat().flatMap(({ users }) => users));
    const voters = await access.votersAmong({ workspace, channel }, reactors);
    return voters && { reactions, voters };
  };

/** `full` makes Slack list everyone who reacted. A deleted message has no reactions. Undefined if it can't be read. */
async function reactionsUnder(
  client: WebClient,
  { channel, ts }: PostedMessage,
): Promise<Reaction[] | undefined> {
  try {
    const { message } = await client.reactions.get({ channel, timestamp: ts, full: true });
    return (message?.reactions ?? []).map(({ name = "", users = [] }) => ({ name, users }));
  } catch (fault) {
    if (!(fault instanceof WebAPIPlatformError)) throw fault;
    if (fault.data.error === "message_not_found") return [];
    if (UNREADABLE.has(fault.data.error)) return undefined;
    throw fault;
  }
}
