import type { Deps } from "#usecases/deps.ts";
import type { Log } from "./log.ts";
import { redactedError } from "./redacted-error.ts";

/** Logs an unexpected error without any text that a person wrote. Returns the id under which it is logged. */
export function logFault(
  { log, newId, store }: Pick<Deps, "newId" | "store"> & { readonly log: Log },
  fault: unknown,
  words: string,
  facts: object = {},
): string {
  const id = newId();
  const databaseError = store.databaseErrorMessage(fault);
  log.error(
    { fault: id, ...facts, ...redactedError(fault) },
    databaseError === undefined ? words : `${words}: ${databaseError}`,
  );
  return id;
}
