import type { FetchFunction } from "@slack/web-api";

type Fetch = (...call: Parameters<FetchFunction>) => Promise<Response>;

/** The way of every call to Slack, so that a process that has to end can give up on all of them. */
export type CancellableFetch = {
  readonly fetch: Fetch;
  /** Ends the calls under way, whatever Slack makes of them, and lets no more begin. */
  readonly cancelAll: () => void;
};

/** What a call that was given up on fails with: nobody knows whether Slack has done it. */
class CallCancelled extends Error {
  override readonly name = "GivenUp";
  readonly code = "given_up";
}

export function cancellableFetch(): CancellableFetch {
  const underWay = new Set<AbortController>();
  let over = false;
  return {
    async fetch(url, init) {
      const own = new AbortController();
      if (over) own.abort(new CallCancelled());
      underWay.add(own);
      try {
        const signal = init?.signal ? AbortSignal.any([init.signal, own.signal]) : own.signal;
        const response = await fetch(url, { ...init, signal });
        // Read here, so that an answer which never ends can be given up on too.
        const bytes = await response.arrayBuffer();
        const { headers, status, statusText } = response;
        return new Response(bytes.byteLength > 0 ? bytes : null, { headers, status, statusText });
      } finally {
        underWay.delete(own);
      }
    },
    cancelAll() {
      over = true;
      for (const call of underWay) call.abort(new CallCancelled());
    },
  };
}
