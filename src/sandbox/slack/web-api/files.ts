import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { type Answer, type JsonObject, refusal } from "#sandbox/slack/state/shapes.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";
import { channelRefusal } from "./access.ts";
import { postInChannel } from "./chat.ts";
import type { Emulated } from "./emulator.ts";

/** `files.getUploadURLExternal` */
export function getUploadUrl(state: SandboxState, args: JsonObject): Answer {
  const parsed = z
    .object({ filename: z.string().min(1), length: z.coerce.number().int().min(1) })
    .safeParse(args);
  if (!parsed.success) return refusal("invalid_arguments");
  const id = state.newId("F");
  state.files.set(id, { name: parsed.data.filename });
  return { ok: true, file_id: id, upload_url: `${state.baseUrl}/files/${id}` };
}

const completion = z.object({
  files: z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1),
  channel_id: z.string(),
  thread_ts: z.string().optional(),
});

/** `files.completeUploadExternal`: the channel gets a message with links to the files. */
export async function completeUpload(
  state: SandboxState,
  emulated: Emulated,
  args: JsonObject,
): Promise<Answer> {
  const parsed = completion.safeParse(args);
  if (!parsed.success) return refusal("invalid_arguments");
  const { files, channel_id: channel, thread_ts: threadTs } = parsed.data;
  if (files.some(({ id }) => state.files.get(id)?.bytes === undefined)) return refusal("file_not_found");
  const refused = channelRefusal(state, "chat.postMessage", { channel });
  if (refused) return refused;
  if (threadTs !== undefined && !state.posted.has(postedKey(channel, threadTs)))
    return refusal("thread_not_found");
  const shared = await postInChannel(state, emulated, state.app.userId, {
    channel,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    text: files
      .map(({ id, title }) => `<${state.baseUrl}/files/${id}|${title ?? state.files.get(id)?.name ?? id}>`)
      .join("\n"),
    bot_id: state.app.botId,
    app_id: state.app.id,
  });
  return shared.ok ? { ok: true, files } : shared;
}

/** Takes the bytes of an upload, and shows a file to whoever follows its link. */
export async function serveFile(
  state: SandboxState,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = state.files.get(id);
  if (request.method === "POST" && file && !file.bytes) {
    file.bytes = await uploadedBytes(request);
    response.end(`OK - ${file.bytes.byteLength}`);
  } else if (request.method === "GET" && file?.bytes)
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(file.bytes);
  else response.writeHead(404).end();
}

/** The SDK sends the file alone, or as the part of a form. */
async function uploadedBytes(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await buffer(request));
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return bytes;
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const part = [...form.values()].find((value) => typeof value !== "string");
  return part instanceof File ? new Uint8Array(await part.arrayBuffer()) : bytes;
}
