import { createMiddleware } from "hono/factory";
import { LRUCache } from "lru-cache";
import type { ApiDeps, ApiEnv } from "#api/kit/context.ts";
import { ProblemError } from "#api/kit/problems.ts";

const MINUTE_S = 60;
const MAX_TOKENS_TRACKED = 10_000;

/** How many requests a token had left at a moment. */
type Bucket = { readonly left: number; readonly at: Temporal.Instant };

/** A token's requests are paced: it may send a minute's worth at once, and gets them back evenly. Kept in memory only. */
export function rateLimit({ now, requestsPerMinute: most }: ApiDeps) {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_TOKENS_TRACKED });
  return createMiddleware<ApiEnv>(async (c, next) => {
    // Tests and the sandbox have none.
    if (!Number.isFinite(most)) return next();
    const { workspace, token } = c.var.access;
    const key = `${workspace}/${token}`;
    const at = now();
    const { left: before, at: since } = buckets.get(key) ?? { left: most, at };
    const earned = Math.max(0, since.until(at).total("seconds")) * (most / MINUTE_S);
    const left = Math.min(most, before + earned);
    const seconds = (requests: number) => Math.max(1, Math.ceil((requests * MINUTE_S) / most));
    const policy = { "ratelimit-policy": `"token";q=${most};w=${MINUTE_S}` };
    if (left < 1) {
      const wait = String(seconds(1 - left));
      throw new ProblemError(
        "too-many-requests",
        { detail: `This token may send ${most} requests in a minute. Try again in ${wait} s.` },
        { ...policy, ratelimit: `"token";r=0;t=${wait}`, "retry-after": wait },
      );
    }
    buckets.set(key, { left: left - 1, at });
    c.header("ratelimit-policy", policy["ratelimit-policy"]);
    c.header("ratelimit", `"token";r=${Math.floor(left - 1)};t=${seconds(most - left + 1)}`);
    return next();
  });
}
