import type { FetchFunction } from "@slack/web-api";

type Fetch = (...call: Parameters<FetchFunction>) => Promise<Response>;

/** Makes every call to Slack, so that a process that has to exit can cancel them all. */
export type CancellableFetch = {
  readonly fetch: Fetch;
  /** Cancels the calls in progress, whether or not Slack carries them out, and blocks new ones. */
  readonly cancelAll: () => void;
};

/** The error of a cancelled call: nobody knows whether Slack has carried it out. */
class CallCancelled extends Error {
  override readonly name = "GivenUp";
  readonly code = "given_up";
}

export function cancellableFetch(): CancellableFetch {
  const inProgress = new Set<AbortController>();
  let isCancelled = false;
  return {
    async fetch(url, init) {
      const controller = new AbortController();
      if (isCancelled) controller.abort(new CallCancelled());
      inProgress.add(controller);
      try {
        const signal = init?.signal ? AbortSignal.any([init.signal, controller.signal]) : controller.signal;
        const response = await fetch(url, { ...init, signal });
        // Reads the body here, so that an answer that never ends can be cancelled too.
        const bytes = await response.arrayBuffer();
        const { headers, status, statusText } = response;
        return new Response(bytes.byteLength > 0 ? bytes : null, { headers, status, statusText });
      } finally {
        inProgress.delete(controller);
      }
    },
    cancelAll() {
      isCancelled = true;
      for (const call of inProgress) call.abort(new CallCancelled());
    },
  };
}
