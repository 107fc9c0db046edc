import { request } from "node:http";
import * as fc from "fast-check";
import {
  type Answer,
  inlined,
  makeToken,
  mismatch,
  type OpenApi,
  send,
  teamWithRecord,
} from "#tests/support/api.ts";
import { stage } from "#tests/support/stage.ts";
import { type Known, oddBody, oddKey, oddText, pathPart, type Schema, valueOf } from "./inputs.ts";

export type FuzzResult = {
  readonly requests: number;
  /** How many requests of each route got each status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Answers that are faults or not as the document says, each with how to send it. */
  readonly wrong: readonly string[];
  /** Warnings and errors in the log. */
  readonly logged: readonly string[];
  readonly slowestMs: number;
};

type Request = {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Bets are stopped by some of the requests, so that from time to time those placed since then are named. */
const NEW_IDS_EVERY = 25;

/** How many bets are named at a time: one of each team, and the newest ones. */
const MAX_BETS = 6;

/** Sends random requests, made from the document's schemas, to the whole app over HTTP on localhost. */
export async function fuzz({ requests, seed }: { requests: number; seed: number }): Promise<FuzzResult> {
  await using s = await stage();
  const ours = await teamWithRecord(s);
  const theirs = await teamWithRecord(s, "C0OTHER");
  const tokens = [
    await makeToken(s, ["write"]),
    await makeToken(s, ["read"]),
    await makeToken(s, ["readings"]),
    await makeToken(s, ["write"], { forAll: true }),
  ];
  const document = (await send(s, "/openapi.json")).body as OpenApi;
  const bets = [ours.bet, theirs.bet];
  const statuses = new Map<string, Map<number, number>>();
  const wrong: string[] = [];
  let slowestMs = 0;
  let sent = 0;
  let batch = 0;
  while (sent < requests) {
    const size = Math.min(NEW_IDS_EVERY, requests - sent);
    for (const one of fc.sample(arbitraryRequest(document, { ours, theirs, bets, tokens }), {
      numRuns: size,
      seed: seed + batch,
    })) {
      const started = performance.now();
      const answer = await answerTo(s.appUrl, one);
      slowestMs = Math.max(slowestMs, performance.now() - started);
      sent += 1;
      const counts = statuses.get(one.route) ?? new Map<number, number>();
      statuses.set(one.route, counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1));
      const [method = "", template = ""] = one.route.split(" ");
      // 503 is described: on a busy machine, even a Slack on localhost may not answer in time.
      const isFault = answer.status >= 500 && answer.status !== 503;
      const problem = isFault ? "a fault" : problemOf(document, method, template, answer);
      if (problem !== undefined) wrong.push(`${problem}: ${JSON.stringify(one).slice(0, 600)}`);
      if (one.route !== "post /teams/{team}/bets" || answer.status !== 201) continue;
      bets.push(answer.body.id);
      if (bets.length > MAX_BETS) bets.splice(2, 1);
    }
    batch += 1;
  }
  return { requests: sent, statuses, wrong, logged: s.logged, slowestMs: Math.round(slowestMs) };
}

function problemOf(document: OpenApi, method: string, template: string, answer: Answer): string | undefined {
  // A path that an odd id made into another one, or into none.
  if (answer.status === 404 || answer.status === 405 || answer.status === 308) return undefined;
  return mismatch(document, document.paths[template]![method]!, answer);
}

type World = {
  readonly ours: Awaited<ReturnType<typeof teamWithRecord>>;
  readonly theirs: Awaited<ReturnType<typeof teamWithRecord>>;
  readonly bets: readonly string[];
  readonly tokens: readonly string[];
};

function arbitraryRequest(document: OpenApi, { ours, theirs, bets, tokens }: World): fc.Arbitrary<Request> {
  const known: Known = {
    team: [ours.team, ours.team, theirs.team],
    // The newest ones are the likeliest to be open.
    bet: [...bets, ...bets.slice(-2), ...bets.slice(-2)],
    number: ["1", "2", "999999999", "1e3"],
    keyResult: [ours.keyResult, ours.keyResult, ours.keyResult, theirs.keyResult],
    cites: [`${ours.team}-3`, `${ours.team}-3`, `${theirs.team}-3`],
    cursor: [
      ["bets", 9],
      ["readings", ["2026-11-02", "2026-11-02T09:00:00Z", "zz"]],
      ["learnings", ["2026-11-02T09:00:00Z", "zz"]],
    ].map((place) => Buffer.from(JSON.stringify(place)).toString("base64url")),
    quarter: ["2026-Q4", "2026-Q3", "9999-Q4", "0001-Q1"],
  };
  const ids = [ours.team, ours.bet, ours.keyResult, theirs.keyResult, "nothing"];
  const token = fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(tokens[0]!, tokens[3]!) },
    { weight: 3, arbitrary: fc.constantFrom(...tokens) },
    { weight: 1, arbitrary: fc.constantFrom("", "x", tokens[0]!.slice(0, -1)) },
  );
  // Stopped bets take nothing more, so most requests would only be refused.
  const stopping = Object.entries(document.paths)
    .flatMap(([template, item]) => Object.keys(item).map(() => template))
    .indexOf("/bets/{bet}/stop");
  const routes = Object.entries(document.paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, operation]): fc.Arbitrary<Request> => {
      const parameters = operation.parameters ?? [];
      const parts = Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === "path")
          .map(({ name }) => [name, pathPart(known[name]!, ids)]),
      );
      const query = Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === "query")
          .map(({ name, schema }) => [name, valueOf(schema as Schema, known, name)]),
      );
      const schema = operation.requestBody?.content["application/json"]?.schema;
      const body = schema
        ? fc.oneof(
            {
              weight: 12,
              arbitrary: valueOf(inlined(document, schema) as Schema, known).map((value) =>
                JSON.stringify(value),
              ),
            },
            { weight: 1, arbitrary: oddBody },
          )
        : fc.constant(undefined);
      return fc
        .record({
          parts: fc.record(parts),
          query: fc.record(query, { requiredKeys: [] }),
          odd: rarely(oddText),
          body,
          token,
          key: rarely(oddKey),
          type: fc.oneof(
            { weight: 20, arbitrary: fc.constant("application/json") },
            { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/json; charset=utf-16", "x") },
          ),
        })
        .map((made) => ({
          route: `${method} ${template}`,
          method: method.toUpperCase(),
          path: pathOf(template, made),
          headers: {
            authorization: `Bearer ${made.token}`,
            ...(made.key !== undefined && { "idempotency-key": headerText(made.key) }),
            ...(made.body !== undefined && { "content-type": made.type }),
          },
          ...(made.body !== undefined && { body: made.body }),
        }));
    }),
  );
  return fc.oneof(...routes.map((arbitrary, index) => ({ arbitrary, weight: index === stopping ? 1 : 8 })));
}

/** Absent most of the time. */
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 24, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

type Made = {
  readonly parts: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly odd: string | undefined;
};

function pathOf(template: string, { parts, query, odd }: Made): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(parts[name] ?? ""));
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encoded(asText(value))}`);
  if (odd !== undefined) pairs.push(`odd=${encoded(odd)}`);
  return pairs.length > 0 ? `${path}?${pairs.join("&")}` : path;
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");

/** Halves of emoji can't be encoded: their bytes are sent as they would be. */
const encoded = (text: string): string =>
  text.isWellFormed() ? encodeURIComponent(text) : encodeURIComponent(text.toWellFormed()) + "%ED%A0%80";

/** Node sends no header with control characters. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7e\x80-\xff]/g, "é");

function answerTo(appUrl: string, { method, path, headers, body }: Request): Promise<Answer> {
  const { hostname, port } = new URL(appUrl);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const sent = request(
      { hostname, port, method, path: `/api/v1${path}`, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const answered = new Headers(response.headers as Record<string, string>);
          const isJson = /[/+]json/.test(answered.get("content-type") ?? "");
          resolve({
            status: response.statusCode ?? 0,
            headers: answered,
            body: isJson ? JSON.parse(text) : text,
          });
        });
      },
    );
    sent.on("error", reject).end(body);
  });
}
