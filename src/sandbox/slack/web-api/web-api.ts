import type { IncomingMessage } from "node:http";
import { channelRefusal, scopeRefusal } from "./access.ts";
import { getPermalink, postEphemeral, postMessage, updateMessage } from "./chat.ts";
import {
  authTest,
  conversationsInfo,
  conversationsList,
  conversationsMembers,
  usersConversations,
  usersInfo,
  usersList,
} from "./directory.ts";
import type { Emulated } from "./emulator.ts";
import { completeUpload, getUploadUrl } from "./files.ts";
import { historyFor } from "./history.ts";
import { type Answer, type JsonObject, jsonObject, refusal } from "#sandbox/slack/state/shapes.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";
import { openView, publishView, pushView, updateView } from "./views.ts";

type Method = (state: SandboxState, args: JsonObject, emulated: Emulated) => Answer | Promise<Answer>;

const METHODS: Readonly<Record<string, Method>> = {
  "api.test": () => ({ ok: true }),
  "auth.test": authTest,
  "users.info": usersInfo,
  "users.list": usersList,
  "users.conversations": usersConversations,
  "conversations.info": conversationsInfo,
  "conversations.list": conversationsList,
  "conversations.members": conversationsMembers,
  "conversations.history": (state, args, emulated) =>
    historyFor(state, emulated, "conversations.history", args),
  "conversations.replies": (state, args, emulated) =>
    historyFor(state, emulated, "conversations.replies", args),
  "chat.postMessage": (state, args, emulated) => postMessage(state, emulated, args),
  "chat.update": (state, args, emulated) => updateMessage(state, emulated, args),
  "chat.postEphemeral": postEphemeral,
  "chat.getPermalink": getPermalink,
  "files.getUploadURLExternal": getUploadUrl,
  "files.completeUploadExternal": (state, args, emulated) => completeUpload(state, emulated, args),
  "views.open": openView,
  "views.push": pushView,
  "views.update": updateView,
  "views.publish": publishView,
};

/** Answers a call of the app: refuses as Slack does, implements what emulate lacks, and forwards the rest to it. */
export async function answerCall(
  state: SandboxState,
  emulated: Emulated,
  method: string,
  token: string | undefined,
  args: JsonObject,
): Promise<Answer> {
  if (method === "api.test") return { ok: true };
  if (!token) return refusal("not_authed");
  if (method === "apps.connections.open") return openConnection(state, token);
  if (token !== state.app.token) return refusal("invalid_auth");
  const refused = scopeRefusal(state, method, args) ?? channelRefusal(state, method, args);
  if (refused) return refused;
  const implementation = METHODS[method];
  if (implementation) return implementation(state, args, emulated);
  const forwarded = await emulated.callAsApp(method, args);
  if (forwarded.error === "unknown_method") {
    state.problems.push({ kind: "unknown", where: method, detail: "the sandbox knows no such method" });
  }
  return forwarded;
}

function openConnection({ app, socketMode }: SandboxState, token: string): Answer {
  if (token === app.token) return refusal("not_allowed_token_type");
  if (!socketMode || token !== app.socketToken) return refusal("invalid_auth");
  return { ok: true, url: socketMode.open() };
}

const JSON_FIELDS = new Set(["blocks", "attachments", "metadata", "view", "profile", "files"]);

/** Parses the body. The SDK sends forms, with JSON in the fields for objects and lists. */
export async function readBody(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks).toString("utf8");
  if (request.headers["content-type"]?.includes("json")) return jsonObject.parse(JSON.parse(raw));
  return Object.fromEntries(
    [...new URLSearchParams(raw)].map(([key, value]) => [
      key,
      JSON_FIELDS.has(key) ? jsonOrText(value) : value,
    ]),
  );
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export function tokenIn(request: IncomingMessage, args: JsonObject): string | undefined {
  const header = request.headers.authorization?.replace(/^Bearer\s+/i, "");
  return header ?? (typeof args["token"] === "string" ? args["token"] : undefined);
}
