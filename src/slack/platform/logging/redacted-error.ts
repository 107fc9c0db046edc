import { WebAPIPlatformError } from "@slack/web-api";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";

/**
 * Error messages that can't contain what people wrote: they quote only code and the database schema. Any other message
 * may quote people, including those of Node, SQLite and PostgreSQL, and isn't logged: the stack says where it happened.
 */
const SAFE_MESSAGES = [
  /^Cannot (?:read|set) properties of (?:undefined|null)/,
  /^[\w$.]+ is not (?:a constructor|a function|defined|iterable)/,
  /^(?:CHECK|FOREIGN KEY|NOT NULL|PRIMARY KEY|UNIQUE) constraint failed(?:: \w+\.\w+(?:, \w+\.\w+)*)?$/,
  /^no such table: [\w.]+$/,
];

/** An error's name or code, as opposed to a sentence that somebody wrote. */
const IDENTIFIER = /^[\w$]{1,60}$/;

/** A line of a stack that names a function and its place in the code. */
const FRAME = /^ {4}at .+(?::\d+:\d+\)?|\(index \d+\)|<anonymous>\)?)$/;

/** What to log about an error, without any text that a person wrote. */
export function redactedError(fault: unknown): object {
  if (!(fault instanceof Error)) return { name: "unknown" };
  // Bolt wraps errors that it doesn't know in one of its own.
  if ("original" in fault && fault.original instanceof Error) return redactedError(fault.original);
  const words = SAFE_MESSAGES.map((pattern) => pattern.exec(fault.message)?.[0]).find(
    (match) => match !== undefined,
  );
  return {
    name: IDENTIFIER.test(fault.name) ? fault.name : "unknown",
    ...("code" in fault &&
      typeof fault.code === "string" &&
      IDENTIFIER.test(fault.code) && { code: fault.code }),
    ...(fault instanceof WebAPIPlatformError && { reason: callFailure(fault).reason }),
    ...(words !== undefined && { words }),
    stack: framesOf(fault),
  };
}

/** Skips the message at the start of the stack, since its lines may look like frames. */
function framesOf({ message, stack = "" }: Error): string[] {
  const at = stack.indexOf(message);
  if (at < 0) return [];
  return stack
    .slice(at + message.length)
    .split("\n")
    .filter((line) => FRAME.test(line));
}
