import { expect, test } from "vitest";
import { fetchFrom, serving } from "#tests/support/sources.ts";

const fetched = async (body: string, path = "$.value", type = "application/json") => {
  await using server = await serving(body, type);
  return await fetchFrom(`kind: json\nurl: ${server.url}\npath: ${path}`);
};

test.each([
  ['{"value": 12.5}', "$.value", 12.5],
  ['{"value": -0.001}', "$.value", -0.001],
  ['{"days": [{"n": 1}, {"n": 42}]}', "$.days[-1].n", 42],
  ['{"teams": [{"id": "a", "n": 1}, {"id": "b", "n": 2}]}', `$.teams[?@.id=='b'].n`, 2],
  ["7", "$", 7],
  ["\uFEFF[3]", "$[0]", 3],
])("of %s the path %s selects the number %d", async (body, path, value) => {
  expect(await fetched(body, JSON.stringify(path))).toMatchObject({ ok: true, value: { value } });
});

test.each([
  ["null", '{"value": null}', "not-a-number", "the value is null"],
  ["true", '{"value": true}', "not-a-number", "the value is of type boolean"],
  ["text", '{"value": "12"}', "not-a-number", "the value is of type string"],
  ["empty text", '{"value": ""}', "not-a-number", "the value is of type string"],
  ["a list", '{"value": [1]}', "not-a-number", "the value is a list"],
  ["a group", '{"value": {"a": 1}}', "not-a-number", "the value is of type object"],
  ["an infinite number", '{"value": 1e999}', "not-a-number", "the value is infinite or not a number at all"],
  ["NaN", '{"value": NaN}', "not-a-number", "the answer is not JSON, or only half of it"],
  ["half an answer", '{"value": 1', "not-a-number", "the answer is not JSON, or only half of it"],
  ["nothing", "", "no-rows", "the answer is empty"],
  ["another field", '{"valeu": 1}', "no-rows", "the path selects nothing"],
])("%s is refused", async (_, body, kind, detail) => {
  expect(await fetched(body)).toMatchObject({ ok: false, error: { kind, detail } });
});

test("a path that selects several values is refused", async () => {
  expect(await fetched('{"a": [1, 2]}', "$.a[*]")).toMatchObject({ error: { kind: "many-rows" } });
});

test("HTML is refused, with or without saying that it is", async () => {
  const page = "<!doctype html><title>Sign in</title>";
  expect(await fetched(page, "$.value", "text/html; charset=utf-8")).toMatchObject({
    error: { kind: "not-a-number", detail: "the answer is HTML, not JSON" },
  });
  expect(await fetched(page)).toMatchObject({ error: { kind: "not-a-number" } });
});

test("JSON that is nested without end is refused before its path is followed", async () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  expect(await fetched(deep, "$..value")).toMatchObject({
    error: { kind: "not-a-number", detail: "the JSON is nested over 100 deep" },
  });
  const text = JSON.stringify({ value: 5, text: '[[["{'.repeat(1_000) });
  expect(await fetched(text)).toMatchObject({ value: { value: 5 } });
});

test("the day stands in the address and the parameters, secrets in headers, and nothing else", async () => {
  await using server = await serving('{"value": 1}');
  await fetchFrom(
    `kind: json
url: ${server.url}/days/{day}?until={day+1}
query:
  from: "{day-7}"
  api_key: {env: API_KEY}
headers:
  X-Api-Key: {env: API_KEY}
basic: {env: LOGIN}
path: $.value`,
    { env: { API_KEY: "k3y", LOGIN: "ann:pw" } },
  );
  const [request] = server.received;
  expect(request).toMatchObject({
    method: "GET",
    url: "/days/2026-11-27?until=2026-11-28&from=2026-11-20&api_key=k3y",
    headers: { "x-api-key": "k3y", authorization: `Basic ${btoa("ann:pw")}`, "user-agent": "Ourcome" },
  });
});
