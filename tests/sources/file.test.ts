import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSources } from "#sources/open-sources.ts";
import { DAY, serving, sourcesFrom } from "#tests/support/sources.ts";

const JSON_SOURCE = "kind: json, url: https://metrics.example/a, path: $.n";
const problemsOf = (yaml: string, env = {}) => {
  using file = sourcesFrom(yaml, { env });
  return file.opened.ok ? [] : file.opened.error;
};
const one = (fields: string) => `sources:\n  - {name: a, ${fields}}\n`;

test("teams see names and descriptions, by name", () => {
  using file = sourcesFrom(`sources:
  - {name: signups, description: Sign-ups per day, ${JSON_SOURCE}}
  - {name: active-teams, ${JSON_SOURCE}}
`);
  expect(file.opened.ok && file.opened.value.names()).toEqual([
    { name: "active-teams" },
    { name: "signups", description: "Sign-ups per day" },
  ]);
});

test("all problems are told at once, each with its line and field", () => {
  expect(
    problemsOf(`sources:
  - name: Active Teams
    kind: json
    url: metrics.example
    path: $.data[
  - name: signups
    kind: csv
    url: https://metrics.example/{days}.csv
    colum: n
    row: middle
    token: {env: NOT_SET}
  - name: signups
    kind: excel
  - kind: postgres
    name: churn
    query: select 1
`),
  ).toEqual([
    "line 2: sources[0].name must be 1 to 64 lower-case letters, digits and hyphens.",
    "line 4: sources[0].url must be an http:// or https:// URL.",
    "line 5: sources[0].path must be a JSONPath, such as $.data.total (RFC 9535).",
    "line 6: sources[1].column is missing.",
    "line 8: sources[1].url has a placeholder other than {day}, {day-7} or {day+1}.",
    "line 9: sources[1] has a field that is not known here.",
    "line 10: sources[1].row must be first, last, or {where: {column: text}}.",
    "line 11: sources[1].token names an environment variable that is not set.",
    "line 12: sources[2].name is the name of another source, too.",
    "line 13: sources[2].kind must be one of json, csv, prometheus, postgres, posthog, growthbook.",
    "line 14: sources[3].connection is missing.",
  ]);
});

const BY_NAME =
  "must name an environment variable, as in {env: METRICS_TOKEN}. A secret never stands in this file.";

test.each([
  ["a literal token", `${JSON_SOURCE}, token: hunter2`, `sources[0].token ${BY_NAME}`],
  ["a token in braces", `${JSON_SOURCE}, token: {hunter2}`, `sources[0].token.env ${BY_NAME}`],
  [
    "a token as the variable's name",
    `${JSON_SOURCE}, token: {env: hunter2}`,
    `sources[0].token.env ${BY_NAME}`,
  ],
  ["a literal header", `${JSON_SOURCE}, headers: {Authorization: hunter2}`, `sources[0].headers ${BY_NAME}`],
  ["a secret as a header's name", `${JSON_SOURCE}, headers: {hunter2}`, `sources[0].headers ${BY_NAME}`],
  [
    "a literal connection",
    "kind: postgres, query: select 1, connection: 'postgres://a:hunter2@db/x'",
    `sources[0].connection ${BY_NAME}`,
  ],
  [
    "a literal parameter",
    `${JSON_SOURCE}, query: {api_key: hunter2}`,
    `sources[0].query has a parameter that looks like a secret and ${BY_NAME}`,
  ],
  [
    "a parameter whose variable is not set",
    `${JSON_SOURCE}, query: {api_key: {env: HUNTER}}`,
    "sources[0].query names an environment variable that is not set.",
  ],
  [
    "a password in the address",
    "kind: json, path: $, url: 'https://a:hunter2@metrics.example'",
    "sources[0].url holds a user or a password: use basic, token or headers.",
  ],
  [
    "a key in the address",
    "kind: json, path: $, url: 'https://metrics.example?api_key=hunter2'",
    "sources[0].url holds a parameter that looks like a secret: put it into query, by the name of its environment variable.",
  ],
])("%s is refused without being quoted", (_, fields, problem) => {
  const problems = problemsOf(one(fields));
  expect(problems).toContain(`line 2: ${problem}`);
  expect(problems.join()).not.toContain("hunter2");
});

test.each([
  ["sources: [", /^line \d: this is not YAML \(\w+\)\.$/],
  ["sources:\n\t- hunter2", /^line 2: this is not YAML \(\w+\)\.$/],
  ["sources: []\nsources: []", /^line 2: a field appears twice\.$/],
  ["sources: *hunter2", /^line 1: (?:an alias of the YAML is unknown|this is not YAML)/],
  ["", /^line 1: the file must be a group of fields\.$/],
  ["sources: hunter2", /^line 1: sources must be a list\.$/],
  ["sources:\n  - hunter2", /^line 2: sources\[0\] must be a group of fields\.$/],
  [
    one("kind: posthog, url: 'https://eu.posthog.com', project: 1, token: {env: SET}"),
    /must have either insight or query\.$/,
  ],
  [
    one("kind: prometheus, url: 'http://prom:9090', query: up, timeZone: Berlin"),
    /timeZone must be a time zone/,
  ],
  [
    one("kind: postgres, query: select 1, connection: {env: SET}"),
    /connection names an environment variable that is not a postgres:\/\/ URL\.$/,
  ],
  [one(`${JSON_SOURCE}, token: {env: SET_BADLY}`), /characters outside of ASCII\.$/],
])("%j is refused without being quoted", (yaml, problem) => {
  const problems = problemsOf(yaml, { SET: "x", SET_BADLY: "hunter2\nhunter2" });
  expect(problems[0]).toMatch(problem);
  expect(problems.join()).not.toContain("hunter2");
});

test("a file that isn't there is a problem, no file is none", async () => {
  const deps = { env: {}, now: () => Temporal.Now.instant(), log: { info() {}, warn() {} } };
  expect(openSources({ ...deps, path: "/no/such/sources.yml" })).toEqual({
    ok: false,
    error: ["the file can't be read (ENOENT)."],
  });
  const none = openSources({ ...deps, path: undefined });
  if (!none.ok) throw new Error("refused");
  expect(none.value.names()).toEqual([]);
  expect(await none.value.fetch("a", DAY)).toMatchObject({ error: { kind: "unknown-source" } });
});

test("reading the file again takes what is new, and keeps the old while the new is wrong", async () => {
  await using server = await serving('{"n": 5}');
  const source = (name: string) => `  - {name: ${name}, kind: json, url: "${server.url}", path: $.n}\n`;
  using file = sourcesFrom(`sources:\n${source("a")}`);
  if (!file.opened.ok) throw new Error("refused");
  const sources = file.opened.value;
  const names = () => sources.names().map(({ name }) => name);

  file.write(`sources:\n${source("a")}${source("b")}`);
  sources.reload();
  expect(names()).toEqual(["a", "b"]);
  expect(file.logged.at(-1)).toBe('the sources were read again {"sources":2}');
  expect(await sources.fetch("b", DAY)).toMatchObject({ ok: true, value: { value: 5 } });

  file.write("sources:\n  - {name: c, kind: json, token: hunter2}\n");
  sources.reload();
  expect(names()).toEqual(["a", "b"]);
  expect(file.logged.at(-1)).toContain("line 2: sources[0].url is missing.");
  expect(file.logged.join()).not.toContain("hunter2");

  file.write(`sources:\n${source("b")}`);
  sources.reload();
  expect(await sources.fetch("a", DAY)).toMatchObject({ error: { kind: "unknown-source" } });
});

test("a day that no calendar on a wall shows is refused, not thrown", async () => {
  await using server = await serving("1");
  using file = sourcesFrom(one(`kind: json, url: "${server.url}/{day+9999}", path: $`));
  if (!file.opened.ok) throw new Error("refused");
  for (const text of ["-271821-04-19", "+275760-09-13", "9999-12-31", "0000-01-01"])
    expect(await file.opened.value.fetch("a", Temporal.PlainDate.from(text))).toMatchObject({ ok: false });
  expect(server.received).toEqual([]);
});

test("fetches end when the server stops", async () => {
  await using server = await serving("1");
  using file = sourcesFrom(one(`kind: json, url: "${server.url}", path: $`));
  if (!file.opened.ok) throw new Error("refused");
  file.opened.value.cancelFetches();
  expect(await file.opened.value.fetch("a", DAY)).toMatchObject({
    error: { kind: "unreachable", detail: "cancelled, because the server is stopping" },
  });
});

/** Something for every variable that a text names. */
const variablesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/\{ ?env: (\w+) ?\}/g)].map(([, name]) => [name, "postgres://db/x"]));

test("every example in the documentation is a source that Ourcome takes", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/sources.md"), "utf8");
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, block = ""]) => block);
  const examples = blocks.filter((block) => block.includes("kind:"));
  expect(examples).toHaveLength(7);
  for (const example of examples) {
    const yaml = example.startsWith("sources:") ? example : `sources:\n${example}`;
    expect(problemsOf(yaml, variablesOf(example))).toEqual([]);
  }
});

test("the example file in the documentation is a file that Ourcome takes", () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/sources.example.yml"), "utf8");
  using file = sourcesFrom(text, { env: variablesOf(text) });
  expect(file.opened).toMatchObject({ ok: true });
  const kinds = [...text.matchAll(/kind: (\w+)/g)].map(([, kind]) => kind);
  expect(new Set(kinds)).toEqual(new Set(["json", "csv", "prometheus", "postgres", "posthog", "growthbook"]));
});
