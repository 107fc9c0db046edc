import { z } from "@hono/zod-openapi";
import { type Refusal, explain } from "#slack/surfaces/replies/refusals.ts";

/** Every kind of problem: its status, its title and, for the reference page, what to do about it. */
export const PROBLEMS = {
  "malformed-request": {
    status: 400,
    title: "The request can't be read",
    advice: "Send one JSON object in UTF-8 as the body.",
  },
  "no-token": {
    status: 401,
    title: "A token is needed",
    advice:
      "Send the header Authorization: Bearer oct_... with a token of this team or workspace. /outcomes tokens in Slack makes one. A revoked token opens nothing.",
  },
  "missing-scope": {
    status: 403,
    title: "The token doesn't allow this",
    advice: "Each operation says which scope it needs. Make a token with that scope.",
  },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    advice: "It doesn't exist, or belongs to a team that the token is not for.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This address doesn't take this method",
    advice: "The header Allow has the methods that it takes.",
  },
  "request-in-progress": {
    status: 409,
    title: "The same request is still running",
    advice: "Another request with this Idempotency-Key has not been answered yet. Send it again in a second.",
  },
  "not-possible": {
    status: 409,
    title: "This is not possible any more",
    advice: "The bet or goal is in a state that doesn't allow it. The detail says which, and what to do.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    advice: "A body has 256 KB at most.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body has to be JSON",
    advice: "Send the header Content-Type: application/json.",
  },
  "invalid-input": {
    status: 422,
    title: "Some of the input is not right",
    advice: "Each of the errors says where and what to do. Nothing was saved.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "This Idempotency-Key was used for another request",
    advice: "Take a new key for each request, and send the same body when you try one again.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too many requests",
    advice: "Wait for as many seconds as Retry-After says. RateLimit says how many requests are left.",
  },
  fault: {
    status: 500,
    title: "Something went wrong",
    advice: "The log of the server says what, under the id in the detail.",
  },
  "slack-silent": {
    status: 503,
    title: "Slack does not answer",
    advice: "Texts are checked for the names of people, which only Slack knows. Try again in a moment.",
  },
} as const;

export type ProblemKind = keyof typeof PROBLEMS;

/** Where to read about a kind of problem: a place on the reference page. */
const typeOf = (kind: ProblemKind): string => `/api/v1/#${kind}`;

const inputErrorSchema = z
  .object({
    pointer: z
      .string()
      .optional()
      .openapi({ description: "Where in the body: a JSON Pointer, such as `/target`.", example: "/target" }),
    parameter: z
      .string()
      .optional()
      .openapi({ description: "Which parameter or header, if it isn't in the body." }),
    detail: z.string().openapi({ description: "What is wrong, and what to do." }),
  })
  .openapi("InputError");

export type InputError = z.infer<typeof inputErrorSchema>;

export const problemSchema = z
  .object({
    type: z.string().openapi({ description: "Which problem: an address that explains it." }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    errors: z.array(inputErrorSchema).optional(),
  })
  .openapi("Problem", { description: "What went wrong, as in RFC 9457." });

export type Problem = z.infer<typeof problemSchema>;

type Facts = { readonly detail?: string; readonly errors?: readonly InputError[] };

/** A request that can't be carried out. Thrown by handlers, and answered as problem details. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ProblemKind, { detail, errors }: Facts = {}, headers: Record<string, string> = {}) {
    const { status, title } = PROBLEMS[kind];
    super(title);
    this.problem = {
      type: typeOf(kind),
      title,
      status,
      ...(detail !== undefined && { detail }),
      ...(errors && { errors: [...errors] }),
    };
    this.headers = headers;
  }
}

export const notFound = (detail: string): ProblemError => new ProblemError("not-found", { detail });

export const invalid = (...errors: InputError[]): ProblemError =>
  new ProblemError("invalid-input", { errors });

/** A refusal of a use case, with the same advice as in Slack. `fields`: the field of the body that can mend it. */
export function refused(
  refusal: Refusal,
  fields: Partial<Record<Refusal["kind"], string>> = {},
): ProblemError {
  const field = fields[refusal.kind];
  if (field !== undefined) return invalid({ pointer: `/${field}`, detail: explain(refusal) });
  if (refusal.kind === "slack-silent")
    return new ProblemError("slack-silent", { detail: explain(refusal) }, { "retry-after": "5" });
  if (refusal.kind.endsWith("-not-found")) return notFound("It was deleted meanwhile. Nothing was changed.");
  return new ProblemError("not-possible", { detail: explain(refusal) });
}

export const answerProblem = ({ problem, headers }: ProblemError): Response =>
  new Response(`${JSON.stringify(problem)}\n`, {
    status: problem.status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
