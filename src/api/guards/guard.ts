import type { MiddlewareHandler } from "hono";
import { z } from "@hono/zod-openapi";
import type { TokenScope } from "#domain/tokens/token.ts";
import type { ApiDeps, ApiEnv } from "#api/kit/context.ts";
import { type ProblemKind, problemSchema, PROBLEMS } from "#api/kit/problems.ts";
import { authentication, authorisation } from "./authentication.ts";
import { checkEncoding, limitBody } from "./bodies.ts";
import { idempotency } from "./idempotency.ts";
import { rateLimit } from "./rate-limit.ts";

type Statuses<Kinds extends ProblemKind> = (typeof PROBLEMS)[Kinds]["status"];

const READING = ["no-token", "missing-scope", "not-found", "invalid-input", "too-many-requests"] as const;
const WRITING = [
  ...READING,
  "malformed-request",
  "not-possible",
  "body-too-large",
  "unsupported-media-type",
  "slack-silent",
] as const;

/** The documented answers with a problem, by status. */
function problemAnswers<const Kinds extends readonly ProblemKind[]>(kinds: Kinds) {
  const answers = kinds.map((kind) => {
    const { status, title } = PROBLEMS[kind];
    return [
      status,
      { description: title, content: { "application/problem+json": { schema: problemSchema } } },
    ];
  });
  return Object.fromEntries(answers) as Record<
    Statuses<Kinds[number]>,
    { description: string; content: { "application/problem+json": { schema: typeof problemSchema } } }
  >;
}

const keyHeader = z.object({
  "idempotency-key": z.string().optional().openapi({
    description:
      "Any text of your own. Sent again with the same key and body, within 24 hours, the request gets the same answer and nothing is done twice.",
    example: "activation-2026-11-02",
  }),
});

/** What all routes have in common: who may use them, and how they refuse. */
export function guards(deps: ApiDeps) {
  const isKnown = [authentication(deps), rateLimit(deps)];
  const changes: MiddlewareHandler<ApiEnv>[] = [limitBody, checkEncoding, idempotency(deps)];
  const middleware = (scope?: TokenScope): MiddlewareHandler<ApiEnv>[] => [...isKnown, authorisation(scope)];
  const secured = (scope?: TokenScope) => ({ security: [{ token: scope === undefined ? [] : [scope] }] });
  return {
    /** For a route that reads. Without a scope, any token will do. */
    read: (scope?: TokenScope) => ({ ...secured(scope), middleware: middleware(scope) }),
    /** For a route that changes something. */
    change: (scope: TokenScope) => ({ ...secured(scope), middleware: [...middleware(scope), ...changes] }),
  };
}

export type Guards = ReturnType<typeof guards>;

export const readingProblems = problemAnswers(READING);
export const changingProblems = problemAnswers(WRITING);
export const changingHeaders = keyHeader;
