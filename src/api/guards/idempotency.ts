import { createMiddleware } from "hono/factory";
import type { ApiDeps, ApiEnv } from "#api/kit/context.ts";
import { invalid, ProblemError } from "#api/kit/problems.ts";
import { claimKey, finishKey } from "#usecases/requests/repeat-answer.ts";

const IDEMPOTENCY_KEY = "Idempotency-Key";

/** Printable ASCII, as headers have it. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/**
 * Answers a request with an `Idempotency-Key` once: sent again within a day, it gets the same answer. Only answers to what
 * was done are kept; a refused request changed nothing, and may be sent again, mended or not.
 */
export const idempotency = (deps: ApiDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const key = c.req.header(IDEMPOTENCY_KEY);
    if (key === undefined) return next();
    if (!KEY.test(key))
      throw invalid({
        parameter: IDEMPOTENCY_KEY,
        detail: "Please use 1 to 255 printable ASCII characters.",
      });
    const { workspace, token } = c.var.access;
    const content = `${c.req.method} ${c.req.path}\n${await c.req.text()}`;
    const asked = { workspace, token, key, content };
    const claim = await claimKey(deps, asked);
    switch (claim.kind) {
      case "other-request":
        throw new ProblemError("idempotency-key-reused");
      case "running":
        throw new ProblemError("request-in-progress", {}, { "retry-after": "1" });
      case "answered":
        return new Response(claim.body, {
          status: claim.status,
          headers: { "content-type": "application/json", "idempotency-replayed": "true" },
        });
      case "claimed":
        c.set("newId", claim.newId);
        await next();
        return finish(c.res, c.var);
    }

    async function finish(response: Response, { team, bet }: ApiEnv["Variables"]): Promise<void> {
      if (!response.ok || team === undefined) return finishKey(deps, asked, undefined);
      const answer = { status: response.status, body: await response.clone().text(), team };
      return finishKey(deps, asked, { ...answer, ...(bet !== undefined && { bet }) });
    }
  });
