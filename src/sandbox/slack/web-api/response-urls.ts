import { randomBytes } from "node:crypto";
import { sayInChannel, showEphemeral, spokenRefusal } from "./chat.ts";
import type { Emulated } from "./emulator.ts";
import { type Answer, type JsonObject, refusal, spoken } from "#sandbox/slack/state/shapes.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";
import { withIds } from "#sandbox/slack/state/blocks.ts";

const USES = 5;
const LIFE = Temporal.Duration.from({ minutes: 30 });

export interface Place {
  readonly channel: string;
  readonly user: string;
  readonly source?: { readonly ts: string; readonly ephemeral: boolean };
}

export function issueResponseUrl(state: SandboxState, place: Place): string {
  const id = randomBytes(12).toString("hex");
  state.responseUrls.set(id, { ...place, usesLeft: USES, expires: state.options.now().add(LIFE) });
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
  said: JsonObject,
): Promise<Responded> {
  const known = state.responseUrls.get(id);
  if (!known) return { status: 404, answer: refusal("invalid_url") };
  if (Temporal.Instant.compare(state.options.now(), known.expires) > 0) {
    return { status: 404, answer: refusal("expired_url") };
  }
  if (known.usesLeft <= 0) return { status: 404, answer: refusal("used_url") };
  known.usesLeft -= 1;
  const answer = await sayTo(state, emulated, known, said, "response_url");
  return { status: answer.ok ? 200 : 400, answer };
}

/** Carries out what a response URL was told, or the ack of a command. */
export async function sayTo(
  state: SandboxState,
  emulated: Emulated,
  place: Place,
  said: JsonObject,
  where: string,
): Promise<Answer> {
  const { channel, user, source } = place;
  if (said["delete_original"] === true) return removeOriginal(state, emulated, place);
  const parsed = spoken.safeParse(said);
  if (!parsed.success) return refusal("invalid_payload");
  const { text, blocks } = parsed.data;
  if (!text && !blocks?.length) return refusal("no_text");
  const refused = spokenRefusal(state, where, said);
  if (refused) return refused;
  if (said["replace_original"] === true && source) return replaceOriginal(state, emulated, place, said);
  const asked = said["thread_ts"];
  const threadTs = typeof asked === "string" ? asked : undefined;
  if (said["response_type"] !== "in_channel") {
    showEphemeral(state, { channel, user, said, ...(threadTs === undefined ? {} : { threadTs }) });
    return { ok: true };
  }
  return sayInChannel(state, emulated, state.app.userId, {
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
    const at = state.ephemerals.findIndex(({ ts }) => ts === source.ts);
    if (at >= 0) state.ephemerals.splice(at, 1);
    return { ok: true };
  }
  state.posted.delete(postedKey(channel, source.ts));
  return emulated.callAs(state.app.userId, "chat.delete", { channel, ts: source.ts });
}

async function replaceOriginal(
  state: SandboxState,
  emulated: Emulated,
  { channel, source }: Place,
  said: JsonObject,
): Promise<Answer> {
  const { text = "", blocks = [] } = spoken.parse(said);
  const withBlockIds = withIds(blocks, state.newId);
  if (!source?.ephemeral) {
    return emulated.callAs(state.app.userId, "chat.update", {
      channel,
      ts: source?.ts,
      text,
      blocks: withBlockIds,
    });
  }
  const shown = state.ephemerals.find(({ ts }) => ts === source.ts);
  if (!shown) return refusal("message_not_found");
  shown.text = text;
  shown.blocks = withBlockIds;
  return { ok: true };
}
