/** The result of a probe of the database or Slack: `silent` if there was no answer in time. */
export type ProbeResult<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  | { readonly kind: "silent" }
  | { readonly kind: "failed"; readonly reason: string };

/** Callers give up after some seconds; they should hear what is wrong before that. */
const TIMEOUT_MS = 3_000;

/**
 * Runs `ask` and waits for `timeoutMs` at most. Calls made while `ask` is still running share its answer, so that a
 * database that hangs isn't asked again by every caller.
 */
export function sharedProbe<Value>(
  ask: () => Promise<Value>,
  timeoutMs = TIMEOUT_MS,
): () => Promise<ProbeResult<Value>> {
  let pending: Promise<ProbeResult<Value>> | undefined;
  const start = () =>
    ask()
      .then(
        (value): ProbeResult<Value> => ({ kind: "answered", value }),
        (fault: unknown): ProbeResult<Value> => ({ kind: "failed", reason: reasonOf(fault) }),
      )
      .finally(() => (pending = undefined));

  return async () => {
    pending ??= start();
    const timeout = Promise.withResolvers<ProbeResult<Value>>();
    const timer = setTimeout(timeout.resolve, timeoutMs, { kind: "silent" });
    const result = await Promise.race([pending, timeout.promise]);
    clearTimeout(timer);
    return result;
  };
}

/** An error's message may contain an address or a password; its code and name don't. */
const reasonOf = (fault: unknown): string => {
  if (!(fault instanceof Error)) return "unknown";
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name;
};
