import { createMiddleware } from "hono/factory";
import { allows, type TokenScope } from "#domain/tokens/token.ts";
import type { ApiDeps, ApiEnv } from "#api/kit/context.ts";
import { ProblemError } from "#api/kit/problems.ts";
import { authenticateToken } from "#usecases/tokens/authenticate-token.ts";

const BEARER = /^Bearer +([\w-]{1,200}) *$/i;
const REALM = 'Bearer realm="Ourcome"';

/** Lets requests with a valid token in. */
export const authentication = (deps: ApiDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const header = c.req.header("authorization");
    const secret = BEARER.exec(header ?? "")?.[1];
    const access = secret === undefined ? undefined : await authenticateToken(deps, secret);
    if (!access) {
      const challenge = header === undefined ? REALM : `${REALM}, error="invalid_token"`;
      throw new ProblemError("no-token", {}, { "www-authenticate": challenge });
    }
    c.set("access", access);
    c.set("newId", deps.newId());
    return next();
  });

/** Lets only tokens with this scope in. Without one, any token. */
export const authorisation = (scope: TokenScope | undefined) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    if (scope !== undefined && !allows(c.var.access, scope))
      throw new ProblemError(
        "missing-scope",
        { detail: `This takes a token with the scope ${scope}.` },
        { "www-authenticate": `${REALM}, error="insufficient_scope", scope="${scope}"` },
      );
    return next();
  });
