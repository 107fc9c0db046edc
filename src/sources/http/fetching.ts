import pRetry from "p-retry";
import type { SourceRefusal } from "#domain/sources/source.ts";
import { err, type Result } from "#domain/result.ts";
import { refuse } from "#sources/values/refusals.ts";

export type Limits = {
  /** For everything together: name resolution, redirects, retries, the whole answer. */
  readonly timeoutMs: number;
  /** Of an answer, unpacked. */
  readonly maxBytes: number;
  /** Before the first retry; the second waits twice as long. */
  readonly retryMs: number;
};

export const LIMITS: Limits = { timeoutMs: 10_000, maxBytes: 1_048_576, retryMs: 250 };

/** One fetch of a source's number, retries included. */
export type Fetching = {
  /** Aborts when the time is over, or when the server stops. */
  readonly signal: AbortSignal;
  readonly limits: Limits;
  readonly now: () => Temporal.Instant;
};

/** A failure that may be gone a moment later: an attempt that throws it is repeated. */
export class PassingFailure extends Error {
  readonly refusal: SourceRefusal;
  constructor(kind: SourceRefusal["kind"], detail: string) {
    super(kind);
    this.refusal = { kind, detail };
  }
}

/** Repeats an attempt twice while it throws a `PassingFailure`. */
export async function withRetries<Value>(
  attempt: () => Promise<Result<Value, SourceRefusal>>,
  { signal, limits }: Fetching,
): Promise<Result<Value, SourceRefusal>> {
  try {
    return await pRetry(attempt, {
      retries: 2,
      minTimeout: limits.retryMs,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof PassingFailure,
    });
  } catch (fault) {
    if (signal.aborted)
      return signal.reason instanceof DOMException && signal.reason.name === "TimeoutError"
        ? refuse("timeout", `no complete answer within ${limits.timeoutMs / 1_000} s`)
        : refuse("unreachable", "cancelled, because the server is stopping");
    if (fault instanceof PassingFailure) return err(fault.refusal);
    throw fault;
  }
}
