/** What a question to a database or to Slack came to, for whoever does not wait for long. */
export type ProbeResult<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  | { readonly kind: "silent" }
  | { readonly kind: "failed"; readonly reason: string };

/** A probe gives up after some seconds; it is to hear before what is wrong. */
const PATIENCE_MS = 3_000;

/**
 * Asks, and waits for so long at most. Whoever asks while an answer is still awaited waits for the same one: a database
 * that hangs is not asked again by every probe.
 */
export function sharedProbe<Value>(
  ask: () => Promise<Value>,
  patienceMs = PATIENCE_MS,
): () => Promise<ProbeResult<Value>> {
  let underWay: Promise<ProbeResult<Value>> | undefined;
  const begin = () =>
    ask()
      .then(
        (value): ProbeResult<Value> => ({ kind: "answered", value }),
        (fault: unknown): ProbeResult<Value> => ({ kind: "failed", reason: reasonOf(fault) }),
      )
      .finally(() => (underWay = undefined));

  return async () => {
    underWay ??= begin();
    const patience = Promise.withResolvers<ProbeResult<Value>>();
    const timer = setTimeout(patience.resolve, patienceMs, { kind: "silent" });
    const asked = await Promise.race([underWay, patience.promise]);
    clearTimeout(timer);
    return asked;
  };
}

/** A fault's message may hold an address or a password; its code and name do not. */
const reasonOf = (fault: unknown): string => {
  if (!(fault instanceof Error)) return "unknown";
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name;
};
