import { z } from "zod";
import { checkMessage, slackError } from "#sandbox/limits/check.ts";
import { withIds } from "#sandbox/slack/state/blocks.ts";
import type { Emulated } from "./emulator.ts";
import { noteLimits } from "#sandbox/slack/state/request-log.ts";
import {
  type Answer,
  type JsonObject,
  block,
  jsonObject,
  refusal,
  messageContent,
} from "#sandbox/slack/state/shapes.ts";
import { type Ephemeral, type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";

const messageArgs = z.looseObject({
  channel: z.string(),
  text: z.string().optional(),
  blocks: z.array(block).optional(),
  thread_ts: z.string().optional(),
  reply_broadcast: z.union([z.boolean(), z.stringbool()]).optional(),
  metadata: z.looseObject({ event_type: z.string(), event_payload: jsonObject }).optional(),
});
type MessageArgs = z.infer<typeof messageArgs>;

const ERROR_BY_FIELD: Readonly<Record<string, string>> = {
  channel: "channel_not_found",
  blocks: "invalid_blocks",
  metadata: "invalid_metadata_format",
};

function readMessage(
  state: SandboxState,
  method: string,
  args: JsonObject,
): { readonly message: MessageArgs } | { readonly refused: Answer } {
  const parsed = messageArgs.safeParse(args);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0]);
    noteLimits(state, method, [{ pointer: `/${field}`, message: parsed.error.message }]);
    return { refused: refusal(ERROR_BY_FIELD[field] ?? "invalid_arguments") };
  }
  const refused = contentRefusal(state, method, args);
  if (refused) return { refused };
  const { blocks } = parsed.data;
  return {
    message: blocks ? { ...parsed.data, blocks: withIds(blocks, state.newId) } : parsed.data,
  };
}

/** Checks a message's content against Slack's limits, wherever it is sent. */
export function contentRefusal(state: SandboxState, where: string, content: JsonObject): Answer | undefined {
  const { text, blocks, attachments, metadata } = content;
  const problems = checkMessage({
    ...(text === undefined ? {} : { text }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  if (problems.length === 0) return undefined;
  noteLimits(state, where, problems);
  return { ...slackError(problems, "message"), ok: false };
}

export async function postMessage(
  state: SandboxState,
  emulated: Emulated,
  args: JsonObject,
): Promise<Answer> {
  const read = readMessage(state, "chat.postMessage", args);
  if ("refused" in read) return read.refused;
  const { channel, thread_ts: threadTs } = read.message;
  if (threadTs !== undefined && !state.posted.has(postedKey(channel, threadTs))) {
    return refusal("thread_not_found");
  }
  return postInChannel(state, emulated, state.app.userId, {
    ...read.message,
    bot_id: state.app.botId,
    app_id: state.app.id,
  });
}

/** Posts a message as the bot or a person, and records when by the sandbox's clock. */
export async function postInChannel(
  state: SandboxState,
  emulated: Emulated,
  user: string,
  message: MessageArgs,
): Promise<Answer> {
  const ts = state.newTs();
  const reply = await emulated.say(user, ts, message);
  if (reply.ok) {
    const { channel, thread_ts: threadTs, reply_broadcast: broadcast = false } = message;
    const at = state.options.now();
    state.posted.set(postedKey(channel, ts), threadTs === undefined ? { at } : { at, threadTs, broadcast });
    state.changed();
  }
  return reply;
}

export async function updateMessage(
  state: SandboxState,
  emulated: Emulated,
  args: JsonObject,
): Promise<Answer> {
  const read = readMessage(state, "chat.update", args);
  if ("refused" in read) return read.refused;
  // Slack sends an old reply to the channel, or changes what it says, but not both at once.
  if (read.message.reply_broadcast) return refusal("no_dual_broadcast_content_update");
  return emulated.callAs(state.app.userId, "chat.update", read.message);
}

export function postEphemeral(state: SandboxState, args: JsonObject): Answer {
  const read = readMessage(state, "chat.postEphemeral", args);
  if ("refused" in read) return read.refused;
  const { channel, thread_ts: threadTs } = read.message;
  const user = String(args["user"]);
  if (!state.people.has(user)) return refusal("user_not_found");
  if (!state.channels.get(channel)?.members.includes(user)) return refusal("user_not_in_channel");
  const ts = showEphemeral(state, {
    channel,
    user,
    content: read.message,
    ...(threadTs ? { threadTs } : {}),
  });
  return { ok: true, message_ts: ts };
}

interface EphemeralPost {
  readonly channel: string;
  readonly user: string;
  readonly content: JsonObject;
  readonly threadTs?: string;
  readonly from?: Ephemeral["from"];
}

/** Shows an ephemeral message to one person. Returns its timestamp. */
export function showEphemeral(
  state: SandboxState,
  { channel, user, content, threadTs, from = "app" }: EphemeralPost,
): string {
  const { text = "", blocks = [] } = messageContent.parse(content);
  const ts = state.newTs();
  state.ephemerals.push({
    channel,
    ts,
    user,
    at: state.options.now(),
    from,
    text,
    blocks: withIds(blocks, state.newId),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  state.changed();
  return ts;
}

export function permalinkOf(state: SandboxState, channel: string, ts: string): string | undefined {
  const posted = state.posted.get(postedKey(channel, ts));
  if (!posted) return undefined;
  const link = `https://${state.workspace.domain}.slack.com/archives/${channel}/p${ts.replace(".", "")}`;
  const { threadTs } = posted;
  return threadTs === undefined || threadTs === ts ? link : `${link}?thread_ts=${threadTs}&cid=${channel}`;
}

export function getPermalink(state: SandboxState, args: JsonObject): Answer {
  const channel = String(args["channel"]);
  const permalink = permalinkOf(state, channel, String(args["message_ts"]));
  return permalink ? { ok: true, channel, permalink } : refusal("message_not_found");
}
