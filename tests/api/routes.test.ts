import { createConfig, lintFromString } from "@redocly/openapi-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TokenScope } from "#domain/tokens/token.ts";
import {
  type Answer,
  fill,
  type Ids,
  makeToken,
  mismatch,
  type OpenApi,
  send,
  type Sending,
  teamWithRecord,
} from "#tests/support/api.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const BET = { title: "A banner", metric: "sales", baseline: 10, target: 20, reviewOn: "2026-12-15" };

type Route = {
  readonly method: "get" | "post" | "put";
  readonly path: string;
  /** Absent if any token will do. */
  readonly scope?: TokenScope;
  readonly body?: object;
  readonly status: number;
};

/** Every route of the document: what it takes, and how it answers. Stopping comes last, since a bet stops only once. */
const ROUTES: readonly Route[] = [
  { method: "get", path: "/teams", status: 200 },
  { method: "get", path: "/teams/{team}", scope: "read", status: 200 },
  { method: "get", path: "/teams/{team}/bets", scope: "read", status: 200 },
  { method: "get", path: "/teams/{team}/bets/{number}", scope: "read", status: 200 },
  { method: "post", path: "/teams/{team}/bets", scope: "write", body: BET, status: 201 },
  { method: "get", path: "/bets/{bet}", scope: "read", status: 200 },
  { method: "post", path: "/bets/{bet}/ship", scope: "write", body: {}, status: 200 },
  { method: "post", path: "/bets/{bet}/readings", scope: "readings", body: { value: 34.5 }, status: 201 },
  { method: "get", path: "/bets/{bet}/readings", scope: "read", status: 200 },
  { method: "get", path: "/bets/{bet}/verdict", scope: "read", status: 200 },
  { method: "get", path: "/teams/{team}/goals", scope: "read", status: 200 },
  { method: "put", path: "/key-results/{keyResult}/value", scope: "write", body: { value: 70 }, status: 200 },
  { method: "get", path: "/teams/{team}/learnings", scope: "read", status: 200 },
  { method: "get", path: "/teams/{team}/quarters/{quarter}", scope: "read", status: 200 },
  {
    method: "post",
    path: "/bets/{bet}/stop",
    scope: "write",
    body: { reason: "Nobody saw it." },
    status: 200,
  },
];

const title = (route: Route) => `${route.method} ${route.path}`;
const each = test.each(ROUTES.map((route) => [title(route), route] as const));
const eachWithBody = test.each(
  ROUTES.filter(({ body }) => body !== undefined).map((route) => [title(route), route] as const),
);

describe("the routes of the API", () => {
  let s: Stage;
  let document: OpenApi;
  let ours: Ids;
  let theirs: Ids;
  let tokens: Record<TokenScope | "theirs" | "all", string>;
  beforeAll(async () => {
    s = await stage();
    ours = await teamWithRecord(s);
    theirs = await teamWithRecord(s, "C0OTHER");
    tokens = {
      read: await makeToken(s, ["read"]),
      readings: await makeToken(s, ["readings"]),
      write: await makeToken(s, ["write"]),
      theirs: await makeToken(s, ["write"], { channel: "C0OTHER" }),
      all: await makeToken(s, ["write"], { forAll: true }),
    };
    document = (await send(s, "/openapi.json")).body as OpenApi;
  });
  afterAll(() => s[Symbol.asyncDispose]());

  const ask = (route: Route, ids: Ids, sending: Sending = {}): Promise<Answer> =>
    send(s, fill(route.path, ids), {
      token: tokens.write,
      method: route.method,
      ...(route.body && { body: route.body }),
      ...sending,
    });
  const operationOf = ({ path, method }: Route) => document.paths[path]![method]!;

  test("are all in this table, and those of the table in the document", () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(ROUTES.map(title).toSorted()).toEqual(described.toSorted());
  });

  test("are described by a document in which a linter finds nothing", async () => {
    const config = await createConfig({ extends: ["spec", "recommended"] });
    const lint = async (source: object) => {
      const found = await lintFromString({
        source: JSON.stringify(source),
        absoluteRef: "openapi.json",
        config,
      });
      return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
    };
    expect(await lint(document)).toEqual([]);
    expect(await lint({ ...document, security: [{ nothing: [] }], servers: [] })).toHaveLength(2);
  });

  each("%s refuses a request without a token, or with a wrong one", async (_, route) => {
    const wrong = [
      undefined,
      "nonsense",
      tokens.write.replace(/.{5}$/, "AAAAA"),
      `occ${tokens.write.slice(3)}`,
    ];
    for (const token of wrong) {
      const answer = await ask(route, ours, { token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="Ourcome"/);
      expect(mismatch(document, operationOf(route), answer)).toBeUndefined();
    }
    const basic = await ask(route, ours, { token: undefined, headers: { authorization: "Basic b2N0" } });
    expect(basic.status).toBe(401);
  });

  each("%s needs the scope that the document says", async (_, route) => {
    expect(operationOf(route).security).toEqual([{ token: route.scope === undefined ? [] : [route.scope] }]);
    const others = (["read", "readings"] as const).filter((scope) => scope !== route.scope);
    for (const scope of others) {
      const answer = await ask(route, ours, { token: tokens[scope] });
      expect(answer.status).toBe(route.scope === undefined ? 200 : 403);
      expect(mismatch(document, operationOf(route), answer)).toBeUndefined();
    }
  });

  each("%s doesn't tell another team's ids from unknown ones", async (_, route) => {
    if (!route.path.includes("{")) {
      const { body } = await ask(route, ours);
      expect(JSON.stringify(body)).toContain(ours.team);
      expect(JSON.stringify(body)).not.toContain(theirs.team);
      return;
    }
    const unknown = await ask(route, {
      ...ours,
      team: "nothing",
      bet: "nothing",
      keyResult: "nothing",
    });
    for (const [token, ids] of [
      [tokens.write, theirs],
      [tokens.theirs, ours],
    ] as const) {
      const answer = await ask(route, ids, { token });
      expect([answer.status, answer.body]).toEqual([404, unknown.body]);
      expect(mismatch(document, operationOf(route), answer)).toBeUndefined();
    }
    for (const id of ["%00", "%ED%A0%80", "a".repeat(65), "%", "é"]) {
      const odd = { ...ours, team: id, bet: id, keyResult: id, number: id, quarter: id };
      expect((await ask(route, odd)).status).toBe(404);
    }
  });

  eachWithBody("%s refuses a body that isn't JSON of its shape", async (_, route) => {
    const statusOf = async (body: unknown, headers?: Record<string, string>) => {
      const answer = await ask(route, ours, { body, ...(headers && { headers }) });
      expect(mismatch(document, operationOf(route), answer)).toBeUndefined();
      return answer.status;
    };
    expect(await statusOf("a=b", { "content-type": "application/x-www-form-urlencoded" })).toBe(415);
    expect(await statusOf('{"value":')).toBe(400);
    expect(await statusOf('{"value": NaN}')).toBe(400);
    expect(await statusOf(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toBe(400);
    expect(await statusOf("[".repeat(100_000))).toBe(400);
    expect(await statusOf(" ".repeat(256 * 1024 + 1))).toBe(413);
    expect(await statusOf([])).toBe(422);
    expect(await statusOf("null")).toBe(422);
    const unknown = await ask(route, ours, { body: { ...route.body, placedBy: "U0ANA", "a/b": 1 } });
    expect(unknown.status).toBe(422);
    expect(unknown.body.errors).toEqual([
      { pointer: "/placedBy", detail: "There is no such field." },
      { pointer: "/a~1b", detail: "There is no such field." },
    ]);
  });

  each("%s answers as the document says", async (_, route) => {
    const answer = await ask(route, ours, { token: route.scope ? tokens[route.scope] : tokens.readings });
    expect(mismatch(document, operationOf(route), answer)).toBeUndefined();
    expect(answer.status).toBe(route.status);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(JSON.stringify(answer.body)).not.toMatch(/U0[A-Z]{3}/);
  });

  each("%s is open to a token of the workspace, whichever team it is about", async (_, route) => {
    const answer = await ask(route, theirs, { token: tokens.all });
    expect(mismatch(document, operationOf(route), answer)).toBeUndefined();
    expect(answer.status).toBe(route.status);
  });

  test("are the only ones: other addresses are unknown, and other methods refused", async () => {
    for (const path of ["/nothing", "/teams/", "/bets", "/../healthz/"])
      expect((await send(s, path, { token: tokens.write })).status).toBe(404);
    for (const method of ["DELETE", "PATCH", "PUT", "OPTIONS"]) {
      const answer = await send(s, "/teams", { token: tokens.write, method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
    expect((await send(s, "", {})).headers.get("location")).toBe("/api/v1/");
    expect((await fetch(new URL("/healthz", s.appUrl))).status).toBe(200);
  });

  test("log no fault, and make no call that Slack refuses", async () => {
    await s.wait({ hours: 1 });
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  });
});
