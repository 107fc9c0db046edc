import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { ApiDeps, ApiEnv } from "#api/kit/context.ts";

/** Logs each request by its route: without ids, texts and tokens. */
export const logRequests = ({ log }: ApiDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const started = performance.now();
    await next();
    const route = routePath(c, -1);
    log.info(
      {
        method: METHODS.has(c.req.method) ? c.req.method : "other",
        route: route.includes("*") ? "unknown" : route,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      "an API request was answered",
    );
  });

/** Any other method could be text of the sender's choice. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
