import { z } from "zod";
import type { TokenScope } from "#domain/tokens/token.ts";
import { addKeyResult } from "#usecases/goals/add-key-result.ts";
import { addObjective } from "#usecases/goals/add-objective.ts";
import { addLearning } from "#usecases/learnings/add-learning.ts";
import { teamOf } from "./ledger.ts";
import { placeBet } from "./moves.ts";
import type { Stage } from "./stage.ts";

/** Makes a token in Slack and reads it off the view. `forAll`: for every team of the workspace, as an admin does. */
export async function makeToken(
  s: Stage,
  scopes: readonly TokenScope[],
  { channel = "C0GROWTH", forAll = false } = {},
): Promise<string> {
  const person = s.slack.as(forAll ? "U0CAT" : "U0ANA");
  await person.command(channel, "/outcomes", "tokens");
  await person.clickButton(person.view(), "New token");
  await person.fill(person.view(), { scopes: [...scopes] });
  await person.submit({ name: "job", ...(forAll && { owner: "workspace" }) });
  const secret = /oct_[\w-]+/.exec(JSON.stringify(person.view().content.blocks))?.[0];
  while (person.views().length > 0) await person.closeView();
  if (secret === undefined) throw new Error("no token was shown");
  return secret;
}

/** The answer's body, of which tests read whatever they expect. */
// oxlint-disable-next-line typescript/no-explicit-any
type Body = any;
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body };

export type Sending = {
  readonly token?: string | undefined;
  readonly method?: string;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends a request to the API. An answer that isn't JSON comes as text. */
export async function send(
  { appUrl }: Pick<Stage, "appUrl">,
  path: string,
  { token, method, body, headers }: Sending = {},
): Promise<Answer> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const answer = await fetch(new URL(`/api/v1${path}`, appUrl), {
    method: method?.toUpperCase() ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = /[/+]json/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

/** What a path of the API can name: those of one team. */
export type Ids = {
  readonly team: string;
  readonly bet: string;
  readonly number: string;
  readonly keyResult: string;
  readonly quarter: string;
};

/** A team with a bet, a goal and a learning. */
export async function teamWithRecord(s: Stage, channel = "C0GROWTH"): Promise<Ids> {
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 15 Dec", channel);
  const { workspace, id: team } = await teamOf(s.app.store, channel);
  const [bet] = await s.app.store.bets.ofTeam(workspace, team);
  let ids = 0;
  const deps = { store: s.app.store, now: s.now, newId: () => `${team}-${(ids += 1)}` };
  const objective = await addObjective(deps, {
    workspace,
    team,
    draft: {
      title: "Double weekly active teams",
      from: Temporal.PlainDate.from("2026-10-01"),
      until: Temporal.PlainDate.from("2026-12-31"),
    },
  });
  const keyResult = await addKeyResult(deps, {
    workspace,
    objective: objective.ok ? objective.value.id : "",
    draft: { metric: "weekly active teams", unit: "", baseline: 40, target: 100, current: 61 },
  });
  await addLearning(deps, {
    workspace,
    bet: bet?.id ?? "",
    text: "People who skip set-up have decided to leave",
  });
  return {
    team,
    bet: bet?.id ?? "",
    number: "1",
    keyResult: keyResult.ok ? keyResult.value.id : "",
    quarter: "2026-Q4",
  };
}

/** `/teams/{team}/bets` with ids in place of the names. */
export const fill = (path: string, ids: Ids): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: keyof Ids) => ids[name]);

type JsonSchema = { readonly [name: string]: unknown };

/** The part of an OpenAPI document that tests read. */
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};
export type OpenApiOperation = {
  readonly security?: ReadonlyArray<Readonly<Record<string, readonly string[]>>>;
  readonly parameters?: ReadonlyArray<{
    readonly name: string;
    readonly in: string;
    readonly schema: JsonSchema;
  }>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >;
};

/** A schema of the document without references, in which objects have no other fields than those described. */
export function inlined({ components }: OpenApi, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((part) => inlined({ components, paths: {} }, part));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, ...rest } = schema as JsonSchema;
  const named = typeof $ref === "string" ? components.schemas[$ref.split("/").at(-1) ?? ""] : undefined;
  const parts = Object.entries({ ...named, ...rest }).map(([name, part]) => [
    name,
    inlined({ components, paths: {} }, part),
  ]);
  const whole = Object.fromEntries(parts) as JsonSchema;
  return whole["type"] === "object" && whole["properties"]
    ? { additionalProperties: false, ...whole }
    : whole;
}

/** What is wrong with an answer, by the document: an unknown status or type, or a body that doesn't fit. */
export function mismatch(document: OpenApi, operation: OpenApiOperation, answer: Answer): string | undefined {
  const described = operation.responses[String(answer.status)];
  if (!described) return `${answer.status} is not described`;
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
  const schema = described.content?.[type]?.schema;
  if (!schema) return `${answer.status} as ${type} is not described`;
  const read = z.fromJSONSchema(inlined(document, schema) as JsonSchema).safeParse(answer.body);
  return read.success ? undefined : z.prettifyError(read.error);
}
