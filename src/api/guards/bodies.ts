import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { ApiEnv } from "#api/kit/context.ts";
import { ProblemError } from "#api/kit/problems.ts";

/** Bytes. */
const MAX_BODY = 256 * 1024;

export const limitBody = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new ProblemError("body-too-large", {}, { connection: "close" });
  },
});

/** Refuses a body that isn't UTF-8, which would otherwise be saved with characters replaced. */
export const checkEncoding = createMiddleware<ApiEnv>(async (c, next) => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(await c.req.arrayBuffer());
  } catch {
    throw new ProblemError("malformed-request", { detail: "The body is not UTF-8. Nothing was changed." });
  }
  return next();
});
