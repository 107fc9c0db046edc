import { z } from "zod";
import { type Answer, type JsonObject, jsonObject } from "./shapes.ts";

const KEYS = ["ts", "thread_ts", "timestamp", "message_ts", "latest_reply"];
const list = z.array(jsonObject);

/** emulate stamps messages by the wall clock, and anew after a restart; what we hand out is ours and stays. */
export function timestamps() {
  const theirs = new Map<string, string>();
  const ours = new Map<string, string>();

  const renamed = (object: JsonObject, names: ReadonlyMap<string, string>): JsonObject => {
    const copy = { ...object };
    for (const key of KEYS) {
      const ts = copy[key];
      if (typeof ts === "string") copy[key] = names.get(ts) ?? ts;
    }
    return copy;
  };

  return {
    add(own: string, emulated: string): void {
      theirs.set(own, emulated);
      ours.set(emulated, own);
    },
    toTheirs: (args: JsonObject): JsonObject => renamed(args, theirs),
    toOurs(reply: Answer): Answer {
      const message = jsonObject.safeParse(reply["message"]);
      const messages = list.safeParse(reply["messages"]);
      return {
        ...renamed(reply, ours),
        ok: reply.ok,
        ...(message.success ? { message: renamed(message.data, ours) } : {}),
        ...(messages.success ? { messages: messages.data.map((found) => renamed(found, ours)) } : {}),
      };
    },
  };
}
