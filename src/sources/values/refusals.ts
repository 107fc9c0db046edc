import type { SourceRefusal } from "#domain/sources/source.ts";
import { err, type Result } from "#domain/result.ts";

/** `detail` is logged: it must hold no secret and nothing that the source sent. */
export const refuse = (kind: SourceRefusal["kind"], detail: string): Result<never, SourceRefusal> =>
  err({ kind, detail });

/** What to say of an error: its code only, since its message may quote a URL or what the source sent. */
export function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return "no code";
  if ("code" in fault && typeof fault.code === "string" && /^\w{1,60}$/.test(fault.code)) return fault.code;
  return fault.cause === undefined ? "no code" : codeOf(fault.cause);
}
