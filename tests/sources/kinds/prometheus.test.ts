import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePort } from "#sandbox/sandbox.ts";
import { counterpart, DAY, fetchFrom, serving } from "#tests/support/sources.ts";

const source = (url: string, query: string, more = "") =>
  `kind: prometheus\nurl: ${url}\nquery: ${JSON.stringify(query)}\n${more}`;

const isInstalled = spawnSync("prometheus", ["--version"]).status === 0;

describe.skipIf(!isInstalled)(isInstalled ? "a real Prometheus" : "a real Prometheus (not installed)", () => {
  let url = "";
  let end = async () => {};

  beforeAll(async () => {
    const exporter = await counterpart((_, response) =>
      response
        .writeHead(200, { "content-type": "text/plain; version=0.0.4" })
        .end('active_teams{plan="free"} 12\nactive_teams{plan="paid"} 30.5\nno_number NaN\n'),
    );
    const folder = mkdtempSync(join(tmpdir(), "ourcome-prometheus-"));
    const target = `127.0.0.1:${exporter.port}`;
    writeFileSync(
      join(folder, "prometheus.yml"),
      `global: {scrape_interval: 1s}\nscrape_configs:\n  - job_name: teams\n    static_configs: [{targets: ["${target}"]}]\n`,
    );
    const port = await freePort();
    const child = spawn(
      "prometheus",
      [
        `--config.file=${join(folder, "prometheus.yml")}`,
        `--storage.tsdb.path=${join(folder, "data")}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: "ignore" },
    );
    url = `http://127.0.0.1:${port}`;
    end = async () => {
      child.kill("SIGKILL");
      await once(child, "close");
      await exporter[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    };
    await vi.waitFor(
      async () => {
        const fetched = await today('active_teams{plan="free"}');
        if (!fetched.ok) throw new Error("nothing was scraped yet");
      },
      { timeout: 60_000, interval: 200 },
    );
  });
  afterAll(() => end());

  const today = (query: string) =>
    fetchFrom(source(url, query), {
      now: () => Temporal.Now.instant(),
      day: Temporal.Now.plainDateISO("UTC"),
    });

  test.each([
    ['active_teams{plan="paid"}', { ok: true, value: { value: 30.5 } }],
    ["sum(active_teams)", { ok: true, value: { value: 42.5 } }],
    ["scalar(sum(active_teams)) * 2", { ok: true, value: { value: 85 } }],
    ["active_teams", { error: { kind: "many-rows" } }],
    ["nobody_counts_this", { error: { kind: "no-rows" } }],
    ["no_number", { error: { kind: "not-a-number" } }],
    ["vector(1) / 0", { error: { kind: "not-a-number" } }],
    ["active_teams[5m]", { error: { kind: "misconfigured" } }],
    ["sum(", { error: { kind: "bad-status", detail: "HTTP status 400" } }],
  ])("%s", async (query, expected) => {
    expect(await today(query)).toMatchObject(expected);
  });

  test("a day before the first scrape has no number", async () => {
    expect(await fetchFrom(source(url, "sum(active_teams)"))).toMatchObject({ error: { kind: "no-rows" } });
  });
});

const ONE = '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"5"]}]}}';

test.each([
  ["UTC if it says nothing", "", "2026-11-27T23:59:59.999Z"],
  ["its time zone", "timeZone: America/New_York", "2026-11-27T23:59:59.999-05:00"],
])("a query is asked of the last moment of the day in %s", async (_, more, at) => {
  await using server = await serving(ONE);
  expect(await fetchFrom(source(server.url, 'x{day="{day}"}', more))).toMatchObject({ value: { value: 5 } });
  const { pathname, searchParams } = new URL(server.received[0]?.url ?? "", server.url);
  expect(pathname).toBe("/api/v1/query");
  expect(searchParams.get("query")).toBe('x{day="2026-11-27"}');
  expect(Number(searchParams.get("time")) * 1_000).toBe(Temporal.Instant.from(at).epochMilliseconds);
});

test("a query of today is asked of now", async () => {
  await using server = await serving(ONE);
  const now = Temporal.Instant.from(`${DAY.toString()}T10:00:00Z`);
  await fetchFrom(source(`${server.url}/prometheus/`, "x"), { now: () => now });
  expect(server.received[0]?.url).toBe(
    `/prometheus/api/v1/query?query=x&time=${now.epochMilliseconds / 1_000}`,
  );
});
