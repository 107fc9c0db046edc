import { EXIT, Failure } from "./failure.ts";

/** Runs what can be stopped by Ctrl-C or SIGTERM: it cleans up, and the command ends with `stopped` on its lips. */
export async function interruptible<Value>(
  stopped: string,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const abort = new AbortController();
  const onSignal = () => abort.abort();
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await run(abort.signal);
  } catch (fault) {
    if (abort.signal.aborted) throw new Failure(stopped, EXIT.interrupted);
    throw fault;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
