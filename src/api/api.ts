import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { betChangeRoutes } from "./bet-changes.ts";
import { betRoutes } from "./bets.ts";
import { goalRoutes } from "./goals.ts";
import { guards } from "./guards/guard.ts";
import { logRequests } from "./guards/request-log.ts";
import type { ApiApp, ApiDeps, ApiEnv } from "#api/kit/context.ts";
import { errorsInBody, errorsInParameters } from "#api/kit/input-errors.ts";
import { answerProblem, invalid, notFound, ProblemError } from "#api/kit/problems.ts";
import { learningRoutes } from "./learnings.ts";
import { quarterRoutes } from "./quarters.ts";
import { readingRoutes } from "./readings.ts";
import { describeApi } from "./reference/document.ts";
import { CONTENT_POLICY, referencePage } from "./reference/reference-page.ts";
import { teamRoutes } from "./teams.ts";
import { verdictRoutes } from "./verdicts.ts";

const BASE = "/api/v1";

export type Api = {
  /** Answers what is under `/api/v1`. Anything else goes to `others`. */
  readonly before: (others: RequestListener) => RequestListener;
  /** Resolves when the requests in progress are answered. */
  readonly idle: () => Promise<void>;
};

export function openApi(deps: ApiDeps): Api {
  const api = routesOf(deps);
  const document = describeApi(api, BASE);
  const page = referencePage(document);
  const app = new Hono<ApiEnv>();
  app.use(logRequests(deps));
  app.use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
    if (c.req.path === `${BASE}/`) c.header("content-security-policy", CONTENT_POLICY);
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: "DENY",
      // Whether the address has TLS is for the proxy in front to say.
      strictTransportSecurity: false,
      xXssProtection: false,
    }),
  );
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_, methods) =>
        answerProblem(new ProblemError("method-not-allowed", {}, { allow: methods.join(", ") })),
    }),
  );
  app.get(BASE, (c) => c.redirect(`${BASE}/`, 308));
  app.get(`${BASE}/`, (c) => c.html(page));
  app.get(`${BASE}/openapi.json`, (c) => c.json(document));
  app.route(BASE, api);
  app.notFound(() => answerProblem(notFound("There is nothing at this address.")));
  app.onError((fault) => answerProblem(problemOf(deps, fault)));

  const running = new Set<Promise<unknown>>();
  const answer = getRequestListener((request) => app.fetch(request));
  return {
    before: (others) => (request, response) => {
      if (!isForApi(request)) return others(request, response);
      const answered = Promise.resolve(answer(request, response)).then(() => closed(response));
      running.add(answered);
      void answered.finally(() => running.delete(answered));
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/** Every route of the document. */
function routesOf(deps: ApiDeps): ApiApp {
  const api: ApiApp = new OpenAPIHono<ApiEnv>({
    defaultHook(result) {
      if (result.success) return;
      const { issues } = result.error;
      // Ids that Ourcome never gives are unknown.
      if (result.target === "param") throw notFound("There is nothing at this address.");
      throw invalid(...(result.target === "json" ? errorsInBody(issues) : errorsInParameters(issues)));
    },
  });
  const guard = guards(deps);
  teamRoutes(api, deps, guard);
  betRoutes(api, deps, guard);
  betChangeRoutes(api, deps, guard);
  readingRoutes(api, deps, guard);
  verdictRoutes(api, deps, guard);
  goalRoutes(api, deps, guard);
  learningRoutes(api, deps, guard);
  quarterRoutes(api, deps, guard);
  return api;
}

const isForApi = ({ url = "" }: IncomingMessage): boolean => {
  const path = url.split("?")[0] ?? "";
  return path === BASE || path.startsWith(`${BASE}/`);
};

const closed = (response: ServerResponse): Promise<void> | undefined =>
  response.writableFinished || response.destroyed
    ? undefined
    : new Promise((resolve) => response.once("close", resolve));

function problemOf(deps: ApiDeps, fault: unknown): ProblemError {
  if (fault instanceof ProblemError) return fault;
  if (fault instanceof HTTPException) {
    if (fault.status === 415) return new ProblemError("unsupported-media-type");
    if (fault.status === 400)
      return new ProblemError("malformed-request", { detail: "The body is not JSON. Nothing was changed." });
  }
  const logged = deps.onFault(fault);
  return new ProblemError("fault", { detail: `The log of the server says what, under ${logged}.` });
}
