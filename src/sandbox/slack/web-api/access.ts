import { type Answer, type JsonObject, refusal } from "#sandbox/slack/state/shapes.ts";
import { type Channel, type SandboxState, findChannel } from "#sandbox/slack/state/state.ts";

/** `read` is about the channel itself, `history` its messages; `write` posts into it, `change` edits or deletes. */
type Purpose = "read" | "history" | "write" | "change";

const SCOPES: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.update": "chat:write",
  "chat.delete": "chat:write",
  "reactions.add": "reactions:write",
  "reactions.remove": "reactions:write",
  "reactions.get": "reactions:read",
  "files.getUploadURLExternal": "files:write",
  "files.completeUploadExternal": "files:write",
  "users.info": "users:read",
  "users.list": "users:read",
};

const PURPOSES: Readonly<Record<string, Purpose>> = {
  "chat.postMessage": "write",
  "chat.postEphemeral": "write",
  "chat.update": "change",
  "chat.delete": "change",
  "chat.getPermalink": "read",
  "reactions.add": "write",
  "reactions.remove": "write",
  "reactions.get": "history",
  "conversations.info": "read",
  "conversations.members": "read",
  "conversations.history": "history",
  "conversations.replies": "history",
};

export const conversationTypes = (args: JsonObject): string[] =>
  typeof args["types"] === "string" && args["types"] !== "" ? args["types"].split(",") : ["public_channel"];

/** Slack's refusal if the app lacks a scope for the call. */
export function scopeRefusal(state: SandboxState, method: string, args: JsonObject): Answer | undefined {
  const provided = state.options.scopes;
  const missing = neededScopes(state, method, args).filter((scope) => !provided.includes(scope));
  if (missing.length === 0) return undefined;
  return refusal("missing_scope", { needed: missing.join(","), provided: provided.join(",") });
}

function neededScopes(state: SandboxState, method: string, args: JsonObject): string[] {
  const scope = SCOPES[method];
  if (scope) return [scope];
  if (method === "users.conversations" || method === "conversations.list") {
    return conversationTypes(args).map((type) =>
      type === "private_channel" ? "groups:read" : "channels:read",
    );
  }
  const channel = findChannel(state, String(args["channel"]));
  const family = channel?.direct ? "im" : channel?.private ? "groups" : "channels";
  switch (method) {
    case "conversations.info":
    case "conversations.members":
      return channel ? [`${family}:read`] : [];
    case "conversations.history":
    case "conversations.replies":
      return channel ? [`${family}:history`] : [];
    default:
      return [];
  }
}

export const botIsIn = (state: SandboxState, channel: Channel) => channel.members.includes(state.app.userId);

/** Slack's refusal if the bot may not do this in the channel. */
export function channelRefusal(state: SandboxState, method: string, args: JsonObject): Answer | undefined {
  const id = args["channel"];
  const purpose = PURPOSES[method];
  if (id === undefined && !purpose) return undefined;
  const channel = findChannel(state, String(id));
  // Messages to a person need the Messages tab, which the manifest turns off.
  if (channel?.direct || state.people.has(String(id))) return refusal("messages_tab_disabled");
  if (!channel) return refusal("channel_not_found");
  const isMember = botIsIn(state, channel);
  if (channel.private && !isMember) return refusal("channel_not_found");
  if (purpose === "write" && channel.archived) return refusal("is_archived");
  if (purpose === "change" && channel.archived) return refusal("is_inactive");
  if ((purpose === "write" || purpose === "history") && !isMember) return refusal("not_in_channel");
  return undefined;
}
