import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DAY, fetchFrom, serving } from "#tests/support/sources.ts";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures", name), "utf8");
const insight = JSON.parse(fixture("posthog-insight.json")) as { result: object[] };

const ask = async (answer: string | object, more: string, day = DAY) => {
  await using server = await serving(typeof answer === "string" ? answer : JSON.stringify(answer));
  const fetched = await fetchFrom(
    `kind: posthog\nurl: ${server.url}/\nproject: 4711\ntoken: {env: POSTHOG_TOKEN}\n${more}`,
    { env: { POSTHOG_TOKEN: "phx_abc" }, day },
  );
  return { ...fetched, request: server.received[0] };
};

test("a HogQL query is posted with its day, and its one number is read", async () => {
  const more = "query: select count() from events where toDate(timestamp) = '{day}' and {filters}";
  const { request, ...fetched } = await ask(fixture("posthog-query.json"), more);
  expect(fetched).toMatchObject({ ok: true, value: { value: 1843 } });
  expect(request).toMatchObject({
    method: "POST",
    url: "/api/projects/4711/query/",
    headers: { authorization: "Bearer phx_abc", "content-type": "application/json" },
  });
  expect(JSON.parse(request?.body ?? "")).toEqual({
    query: {
      kind: "HogQLQuery",
      query: "select count() from events where toDate(timestamp) = '2026-11-27' and {filters}",
    },
    refresh: "blocking",
  });
});

test("an insight by day gives the day's value", async () => {
  const { request, ...fetched } = await ask(insight, "insight: 9182");
  expect(fetched).toMatchObject({ ok: true, value: { value: 61 } });
  expect(request).toMatchObject({ method: "GET", url: "/api/projects/4711/insights/9182/?refresh=blocking" });
});

test("an insight can be named by the short id in its address", async () => {
  const { request, ...fetched } = await ask({ count: 1, results: [insight] }, "insight: aB3dE5fG");
  expect(fetched).toMatchObject({ value: { value: 61 } });
  expect(request?.url).toBe("/api/projects/4711/insights/?short_id=aB3dE5fG&refresh=blocking");
});

test("an insight that is one number gives that number", async () => {
  expect(await ask(fixture("posthog-number.json"), "insight: 9182")).toMatchObject({
    value: { value: 72.5 },
  });
});

test("an SQL insight gives its one number", async () => {
  expect(await ask({ ...insight, result: [[12]] }, "insight: 9182")).toMatchObject({ value: { value: 12 } });
});

const two = { ...insight, result: [insight.result[0], { data: [5], days: ["2026-11-27 00:00:00"] }] };

test("of several series the source says which", async () => {
  expect(await ask(two, "insight: 1\nseries: 1")).toMatchObject({ value: { value: 5 } });
  expect(await ask(two, "insight: 1")).toMatchObject({ error: { kind: "many-rows" } });
  expect(await ask(two, "insight: 1\nseries: 2")).toMatchObject({ error: { kind: "no-rows" } });
});

test("a day that the insight doesn't show has no number", async () => {
  const before = DAY.subtract({ days: 30 });
  expect(await ask(insight, "insight: 1", before)).toMatchObject({ error: { kind: "no-rows" } });
});

test.each([
  ["no row", { results: [] }, "no-rows"],
  ["two rows", { results: [[1], [2]] }, "many-rows"],
  ["two columns", { results: [[1, 2]] }, "misconfigured"],
  ["null", { results: [[null]] }, "not-a-number"],
  ["text", { results: [["1"]] }, "not-a-number"],
  ["a query that is still running", { query_status: { complete: false } }, "not-a-number"],
  ["null instead of an answer", "null", "not-a-number"],
])("%s is refused", async (_, answer, kind) => {
  expect(await ask(answer, "query: select 1")).toMatchObject({ ok: false, error: { kind } });
});
