import { WebAPIPlatformError } from "@slack/web-api";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";

/**
 * Words of faults in which nothing can stand that somebody wrote: parts of our own code and schema alone. All others may
 * quote it, those of Node, SQLite and PostgreSQL too; where a fault happened, its stack says.
 */
const OWN_WORDS = [
  /^Cannot (?:read|set) properties of (?:undefined|null)/,
  /^[\w$.]+ is not (?:a constructor|a function|defined|iterable)/,
  /^(?:CHECK|FOREIGN KEY|NOT NULL|PRIMARY KEY|UNIQUE) constraint failed(?:: \w+\.\w+(?:, \w+\.\w+)*)?$/,
  /^no such table: [\w.]+$/,
];

/** What names a kind of fault, and is nobody's sentence. */
const WORD = /^[\w$]{1,60}$/;

/** A line of a stack that says where: a function of ours, and its place. */
const FRAME = /^ {4}at .+(?::\d+:\d+\)?|\(index \d+\)|<anonymous>\)?)$/;

/** What a log line says of a fault, without any text that a person wrote. */
export function redactedError(fault: unknown): object {
  if (!(fault instanceof Error)) return { name: "unknown" };
  // Bolt puts what it does not know into an error of its own.
  if ("original" in fault && fault.original instanceof Error) return redactedError(fault.original);
  const words = OWN_WORDS.map((own) => own.exec(fault.message)?.[0]).find((own) => own !== undefined);
  return {
    name: WORD.test(fault.name) ? fault.name : "unknown",
    ...("code" in fault && typeof fault.code === "string" && WORD.test(fault.code) && { code: fault.code }),
    ...(fault instanceof WebAPIPlatformError && { reason: callFailure(fault).reason }),
    ...(words !== undefined && { words }),
    stack: framesOf(fault),
  };
}

/** A stack begins with the message, which may have lines that look like the rest. */
function framesOf({ message, stack = "" }: Error): string[] {
  const at = stack.indexOf(message);
  if (at < 0) return [];
  return stack
    .slice(at + message.length)
    .split("\n")
    .filter((line) => FRAME.test(line));
}
