import { expect, test } from "vitest";
import { makeToken, mismatch, send, type Sending, teamWithRecord } from "#tests/support/api.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const BET = { title: "A banner", metric: "sales", baseline: 10, target: 20, reviewOn: "2026-12-15" };

async function ready(options: Parameters<typeof stage>[0] = {}) {
  const s = await stage(options);
  const ids = await teamWithRecord(s);
  const token = await makeToken(s, ["write"]);
  const place = (key: string, body: object = BET, more: Sending = {}) =>
    send(s, `/teams/${ids.team}/bets`, { token, body, headers: { "idempotency-key": key }, ...more });
  return { s, ids, token, place };
}

const titles = async (s: Stage, team: string, token: string) => {
  const { body } = await send(s, `/teams/${team}/bets`, { token });
  return body.bets.map(({ title }: { title: string }) => title);
};

test("answers a request that is sent again the same, for a day, across a restart", async () => {
  using file = databaseFile();
  const { s, ids, token, place } = await ready({ database: file.path });
  await using _ = s;
  const first = await place("a");
  expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
  const again = await place("a");
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  await s.restart({ hours: 23 });
  expect((await place("a")).body).toEqual(first.body);
  expect(await titles(s, ids.team, token)).toHaveLength(2);
  await s.wait({ hours: 2 });
  expect((await place("a")).body.number).toBe(3);
});

test("refuses another body, or another route, with a key that was used", async () => {
  const { s, ids, token, place } = await ready();
  await using _ = s;
  await place("a");
  const other = await place("a", { ...BET, title: "Another" });
  expect([other.status, other.body.type]).toEqual([422, "/api/v1/#idempotency-key-reused"]);
  const ship = { token, body: BET, headers: { "idempotency-key": "a" } };
  expect((await send(s, `/bets/${ids.bet}/ship`, ship)).body.type).toBe("/api/v1/#idempotency-key-reused");
  const otherToken = await makeToken(s, ["write"]);
  expect((await place("a", { ...BET, title: "Another" }, { token: otherToken })).status).toBe(201);
});

test("runs one of several requests that come at once", async () => {
  const { s, ids, token, place } = await ready();
  await using _ = s;
  const answers = await Promise.all(Array.from({ length: 8 }, () => place("a")));
  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses.has(201)).toBe(true);
  expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([]);
  expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
  expect(await titles(s, ids.team, token)).toEqual(["A banner", "Checklist"]);
});

test("leaves the key of a refused request free, so that the body can be mended", async () => {
  const { s, place } = await ready();
  await using _ = s;
  expect((await place("a", { ...BET, title: "" })).status).toBe(422);
  expect((await place("a")).status).toBe(201);
});

test("keeps no words of a bet that was deleted, or of a team that was erased", async () => {
  using file = databaseFile();
  const { s, place } = await ready({ database: file.path });
  await using _ = s;
  await place("a", { ...BET, title: "Word to forget" });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "delete 2");
  await ana.submit();
  expect(
    (await place("a", { ...BET, title: "Word to forget" })).headers.get("idempotency-replayed"),
  ).toBeNull();
});

test.each(["", "é", "a".repeat(256)])("refuses the key %j", async (key) => {
  const { s, place } = await ready();
  await using _ = s;
  const sent = Buffer.from(key).toString("latin1");
  const refused = await place(sent);
  expect([refused.status, refused.body.errors?.[0].parameter]).toEqual([422, "Idempotency-Key"]);
});

test("sets and keeps a key result's value, and refuses one of a closed goal", async () => {
  const { s, ids, token } = await ready();
  await using _ = s;
  const set = (value: unknown) =>
    send(s, `/key-results/${ids.keyResult}/value`, { token, method: "PUT", body: { value } });
  expect((await set(70)).body).toMatchObject({ value: 70, metric: "weekly active teams" });
  const { body } = await send(s, `/teams/${ids.team}/goals`, { token });
  expect(body.goals[0].keyResults[0].value).toBe(70);
});

test("adds readings, lists them in pages, and says what they would decide", async () => {
  const { s, ids, token } = await ready();
  await using _ = s;
  const job = await makeToken(s, ["readings"]);
  const listed = (await send(s, "/teams", { token: job })).body.teams[0];
  expect(listed.openBets).toEqual([{ id: ids.bet, number: 1 }]);
  const add = (body: object) => send(s, `/bets/${ids.bet}/readings`, { token: job, body });
  for (const [value, takenOn] of [
    [33, "2026-10-30"],
    [34, "2026-10-31"],
    [36, "2026-11-02"],
  ] as const)
    expect((await add({ value, takenOn })).status).toBe(201);
  expect((await add({ value: 1, takenOn: "2026-11-03" })).body.errors[0].pointer).toBe("/takenOn");
  expect((await add({ value: 1, note: "Ben Ray told us" })).body.errors[0].pointer).toBe("/note");
  const page = (path: string) => send(s, path, { token });
  const first = await page(`/bets/${ids.bet}/readings?limit=2`);
  expect(first.body.readings.map(({ value }: { value: number }) => value)).toEqual([36, 34]);
  const second = await page(`/bets/${ids.bet}/readings?limit=2&cursor=${first.body.next}`);
  expect(second.body).toMatchObject({ readings: [{ value: 33 }] });
  expect(second.body.next).toBeUndefined();
  const { body: verdict } = await page(`/bets/${ids.bet}/verdict`);
  expect(verdict).toMatchObject({
    state: "open",
    direction: "up",
    thresholds: { hit: 40, partWay: 36, missed: 32 },
    latest: { reading: { value: 36, evidence: "before-after" }, wouldBe: "part-way", progress: 0.5 },
  });
  await expect.poll(() => s.texts()).toContainEqual(expect.stringContaining("36 %"));
});

test("lists learnings in pages, and by their words", async () => {
  const { s, ids, token } = await ready();
  await using _ = s;
  const list = (query: string) => send(s, `/teams/${ids.team}/learnings?${query}`, { token });
  expect((await list("text=decided")).body.learnings).toHaveLength(1);
  expect((await list("text=nothing")).body.learnings).toEqual([]);
  expect((await list("limit=1")).body.next).toBeUndefined();
});

test("paces each token by itself, and says how many requests are left", async () => {
  const { s, token } = await ready({ requestsPerMinute: 3 });
  await using _ = s;
  const ask = (secret = token) => send(s, "/teams", { token: secret });
  expect((await ask()).headers.get("ratelimit")).toBe('"token";r=2;t=20');
  expect((await ask()).headers.get("ratelimit-policy")).toBe('"token";q=3;w=60');
  await ask();
  const refused = await ask();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "20"]);
  expect(refused.headers.get("ratelimit")).toBe('"token";r=0;t=20');
  const document = (await send(s, "/openapi.json")).body;
  expect(mismatch(document, document.paths["/teams"].get, refused)).toBeUndefined();
  expect((await ask(await makeToken(s, ["read"]))).status).toBe(200);
  await s.wait({ seconds: 20 });
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(429);
});

test("logs the route of a request, and nothing of what was sent", async () => {
  const lines: string[] = [];
  const log = (facts: object, words: string) => void lines.push(JSON.stringify({ ...facts, words }));
  const { s, ids, token, place } = await ready({ log: { info: log, warn: log, error: log } });
  await using _ = s;
  lines.length = 0;
  await place("the key of ours", { ...BET, title: "The words of ours" });
  await send(s, `/teams/${ids.team}?who=ours`, { token });
  await send(s, "/our/path", { token });
  const answered = lines.filter((line) => line.includes("an API request"));
  expect(answered.map((line) => line.replace(/"ms":\d+/, '"ms":0'))).toEqual([
    expect.stringContaining('"method":"POST","route":"/api/v1/teams/:team/bets","status":201,"ms":0'),
    expect.stringContaining('"method":"GET","route":"/api/v1/teams/:team","status":200,"ms":0'),
    expect.stringContaining('"method":"GET","route":"unknown","status":404,"ms":0'),
  ]);
  for (const secret of ["ours", "our/path", ids.team, token, token.slice(-43)])
    expect(lines.join("\n")).not.toContain(secret);
});

test("answers a fault with an id that the log has, and keeps the words out of both", async () => {
  const { s, ids, token } = await ready();
  await using _ = s;
  s.app.store.goals.ofTeam = () => Promise.reject(new Error("secret words"));
  const answer = await send(s, `/teams/${ids.team}/goals`, { token });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([500, "application/problem+json"]);
  const logged = /under (id-\d+)\.$/.exec(answer.body.detail)?.[1] ?? "";
  expect(s.logged.join()).toContain(logged);
  expect(JSON.stringify([answer.body, s.logged])).not.toContain("secret words");
});

test("has a reference page without a script, with every operation and problem", async () => {
  await using s = await stage();
  const { body, headers, status } = await send(s, "/");
  expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
  expect(body).not.toMatch(/<script|style=|https?:\/\//);
  const document = (await send(s, "/openapi.json")).body;
  const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  const anchors = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(anchors).size).toBe(anchors.length);
  for (const id of [...ids, "no-token", "invalid-input"]) expect(anchors).toContain(id);
  for (const [, link] of body.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(link);
});
