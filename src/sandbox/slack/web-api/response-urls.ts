import { randomBytes } from "node:crypto";
import { postInChannel, showEphemeral, contentRefusal } from "./chat.ts";
import type { Emulated } from "./emulator.ts";
import { type Answer, type JsonObject, refusal, messageContent } from "#sandbox/slack/state/shapes.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";
import { withIds } from "#sandbox/slack/state/blocks.ts";

const MAX_USES = 5;
const LIFETIME = Temporal.Duration.from({ minutes: 30 });

export interface Place {
  readonly channel: string;
  readonly user: string;
  readonly source?: { readonly ts: string; readonly ephemeral: boolean };
}

export function issueResponseUrl(state: SandboxState, place: Place): string {
  const id = randomBytes(12).toString("hex");
  state.responseUrls.set(id, { ...place, usesLeft: MAX_USES, expires: state.options.now().add(LIFETIME) });
  return `${state.baseUrl}/response/${id}`;
}

export interface Responded {
  readonly status: number;
  readonly answer: Answer;
}

export async function respond(
  state: SandboxState,
  emulated: Emulated,
  id: string,
  payload: JsonObject,
): Promise<Responded> {
  const issued = state.responseUrls.get(id);
  if (!issued) return { status: 404, answer: refusal("invalid_url") };
  if (Temporal.Instant.compare(state.options.now(), issued.expires) > 0) {
    return { status: 404, answer: refusal("expired_url") };
  }
  if (issued.usesLeft <= 0) return { status: 404, answer: refusal("used_url") };
  issued.usesLeft -= 1;
  const answer = await respondTo(state, emulated, issued, payload, "response_url");
  return { status: answer.ok ? 200 : 400, answer };
}

/** Carries out a payload sent to a response URL, or the ack of a command. */
export async function respondTo(
  state: SandboxState,
  emulated: Emulated,
  place: Place,
  payload: JsonObject,
  where: string,
): Promise<Answer> {
  const { channel, user, source } = place;
  if (payload["delete_original"] === true) return removeOriginal(state, emulated, place);
  const parsed = messageContent.safeParse(payload);
  if (!parsed.success) return refusal("invalid_payload");
  const { text, blocks } = parsed.data;
  if (!text && !blocks?.length) return refusal("no_text");
  const refused = contentRefusal(state, where, payload);
  if (refused) return refused;
  if (payload["replace_original"] === true && source) return replaceOriginal(state, emulated, place, payload);
  const thread = payload["thread_ts"];
  const threadTs = typeof thread === "string" ? thread : undefined;
  if (payload["response_type"] !== "in_channel") {
    showEphemeral(state, {
      channel,
      user,
      content: payload,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
    return { ok: true };
  }
  return postInChannel(state, emulated, state.app.userId, {
    channel,
    ...(text === undefined ? {} : { text }),
    ...(blocks ? { blocks: withIds(blocks, state.newId) } : {}),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    bot_id: state.app.botId,
    app_id: state.app.id,
  });
}

async function removeOriginal(state: SandboxState, emulated: Emulated, place: Place): Promise<Answer> {
  const { channel, source } = place;
  if (!source) return refusal("message_not_found");
  if (source.ephemeral) {
    const index = state.ephemerals.findIndex(({ ts }) => ts === source.ts);
    if (index >= 0) state.ephemerals.splice(index, 1);
    return { ok: true };
  }
  state.posted.delete(postedKey(channel, source.ts));
  return emulated.callAs(state.app.userId, "chat.delete", { channel, ts: source.ts });
}

async function replaceOriginal(
  state: SandboxState,
  emulated: Emulated,
  { channel, source }: Place,
  payload: JsonObject,
): Promise<Answer> {
  const { text = "", blocks = [] } = messageContent.parse(payload);
  const withBlockIds = withIds(blocks, state.newId);
  if (!source?.ephemeral) {
    return emulated.callAs(state.app.userId, "chat.update", {
      channel,
      ts: source?.ts,
      text,
      blocks: withBlockIds,
    });
  }
  const ephemeral = state.ephemerals.find(({ ts }) => ts === source.ts);
  if (!ephemeral) return refusal("message_not_found");
  ephemeral.text = text;
  ephemeral.blocks = withBlockIds;
  return { ok: true };
}
