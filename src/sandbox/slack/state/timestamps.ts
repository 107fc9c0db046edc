import { z } from "zod";
import { type Answer, type JsonObject, jsonObject } from "./shapes.ts";

const TIMESTAMP_KEYS = ["ts", "thread_ts", "timestamp", "message_ts", "latest_reply"];
const messageList = z.array(jsonObject);

/**
 * Translates between emulate's timestamps, which follow the wall clock and change with a restart, and the
 * sandbox's own, which stay.
 */
export function timestamps() {
  const toEmulated = new Map<string, string>();
  const toSandbox = new Map<string, string>();

  const translated = (object: JsonObject, table: ReadonlyMap<string, string>): JsonObject => {
    const copy = { ...object };
    for (const key of TIMESTAMP_KEYS) {
      const ts = copy[key];
      if (typeof ts === "string") copy[key] = table.get(ts) ?? ts;
    }
    return copy;
  };

  return {
    add(own: string, emulated: string): void {
      toEmulated.set(own, emulated);
      toSandbox.set(emulated, own);
    },
    toTheirs: (args: JsonObject): JsonObject => translated(args, toEmulated),
    toOurs(reply: Answer): Answer {
      const message = jsonObject.safeParse(reply["message"]);
      const messages = messageList.safeParse(reply["messages"]);
      return {
        ...translated(reply, toSandbox),
        ok: reply.ok,
        ...(message.success ? { message: translated(message.data, toSandbox) } : {}),
        ...(messages.success ? { messages: messages.data.map((item) => translated(item, toSandbox)) } : {}),
      };
    },
  };
}
