import { z } from "zod";
import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import { everyMessage } from "#sandbox/slack/web-api/history.ts";
import { type SavedMessage, saved } from "#sandbox/slack/state/saved-state.ts";
import { type JsonObject, type StoredMessage, jsonObject } from "#sandbox/slack/state/shapes.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";

/** The workspace as JSON for the option `restore`, without open modals, the log and faults. */
export async function takeSnapshot(state: SandboxState, emulated: Emulated): Promise<JsonObject> {
  const messages: SavedMessage[] = [];
  for (const channel of state.channels.keys()) {
    const stored = await everyMessage(state, emulated, channel);
    messages.push(...stored.map((message) => savedMessage(state, channel, message)));
  }
  const json = z.encode(saved, {
    version: 1,
    people: [...state.people.values()],
    channels: [...state.channels.values()],
    last: { ...state.last },
    messages,
    ephemerals: state.ephemerals,
    homes: [...state.homes].flatMap(([user, id]) => {
      const view = state.views.get(id);
      return view ? [{ user, content: view.content, values: view.values }] : [];
    }),
    responseUrls: [...state.responseUrls].map(([id, responseUrl]) => ({ id, ...responseUrl })),
  });
  return jsonObject.parse(json);
}

function savedMessage(state: SandboxState, channel: string, message: StoredMessage): SavedMessage {
  const { ts, user, thread_ts: threadTs, edited, reactions, ...content } = message;
  const posted = state.posted.get(postedKey(channel, ts));
  for (const key of ["type", "reply_count", "reply_users"]) delete content[key];
  return {
    channel,
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    user: user ?? state.app.userId,
    at: posted?.at ?? state.options.now(),
    ...(posted?.broadcast ? { broadcast: true } : {}),
    edited: edited !== undefined,
    content,
    reactions: reactions.map(({ name, users }) => ({ name, users })),
  };
}
