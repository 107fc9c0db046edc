import { WebAPIPlatformError } from "@slack/web-api";
import { failureOf } from "./deliveries/failure.ts";

/** Faults whose words come from the code alone. Those of others (JSON, Temporal, zod) quote what somebody wrote. */
const OWN_WORDS = new Set(["ReferenceError", "SqliteError", "TypeError"]);

/** What a log line says of a fault, without any text that a person wrote. */
export function faultFacts(fault: unknown): object {
  if (!(fault instanceof Error)) return { name: "unknown" };
  // Bolt puts what it does not know into an error of its own.
  if ("original" in fault && fault.original instanceof Error) return faultFacts(fault.original);
  if ("originals" in fault && Array.isArray(fault.originals)) return faultFacts(fault.originals[0]);
  return {
    name: fault.name,
    ...("code" in fault && typeof fault.code === "string" && { code: fault.code }),
    ...(fault instanceof WebAPIPlatformError && { reason: failureOf(fault).reason }),
    ...(OWN_WORDS.has(fault.name) && { words: fault.message }),
    stack: fault.stack?.split("\n").filter((line) => line.startsWith("    at ")),
  };
}
