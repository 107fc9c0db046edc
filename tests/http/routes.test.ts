import { Gauge, Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "#http/server.ts";
import { monitoring } from "#http/monitoring.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { instant } from "#tests/support/facts.ts";

const NOW = instant("2026-12-11T15:00:00Z");
const faults: unknown[] = [];
let backlog: Parameters<typeof monitoring>[1]["backlog"];
let url: string;
let server: Awaited<ReturnType<typeof serve>>;
const registry = new Registry();

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = await serve(
    port,
    monitoring(registry, {
      now: () => NOW,
      backlog: () => backlog(),
      slack: async () => undefined,
      status: () => ({ up: false, since: NOW.subtract({ seconds: 90 }) }),
      lastTick: () => NOW,
      onFault: (fault) => faults.push(fault),
    }),
  );
});
afterAll(() => server.close());

const empty = async () => ({ counts: [] });

test.each([
  ["GET", "/healthz", 200, "ok\n"],
  ["GET", "/healthz?verbose", 200, "ok\n"],
  ["HEAD", "/healthz", 200, ""],
  ["POST", "/healthz", 405, "This can only be read.\n"],
  ["DELETE", "/metrics", 405, "This can only be read.\n"],
  ["HEAD", "/readyz", 200, ""],
  ["GET", "/", 404, "Not found.\n"],
  ["POST", "/elsewhere", 404, "Not found.\n"],
  ["GET", "/constructor", 404, "Not found.\n"],
  ["GET", "/healthz/x", 404, "Not found.\n"],
])("answers %s %s with %d", async (method, path, status, body) => {
  backlog = empty;
  const response = await fetch(`${url}${path}`, { method, ...(method === "POST" && { body: "x" }) });
  expect([response.status, await response.text()]).toEqual([status, body]);
  expect(response.headers.get("allow")).toBe(status === 405 ? "GET, HEAD" : null);
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("answers /healthz while the database hangs", async () => {
  const hangs = Promise.withResolvers<{ counts: [] }>();
  backlog = () => hangs.promise;
  const ready = fetch(`${url}/readyz`);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  hangs.resolve({ counts: [] });
  expect(await (await ready).json()).toMatchObject({ ready: true });
});

test("is not ready while the database fails, and leaves the queue out of the metrics", async () => {
  backlog = async () => ({ counts: [{ state: "due", kind: "card", count: 2 }], oldestDueAt: NOW });
  const metrics = async () => (await fetch(`${url}/metrics`)).text();
  expect(await metrics()).toContain('ourcome_deliveries{state="due",kind="card"} 2\n');
  backlog = () => Promise.reject(Object.assign(new Error("hush"), { code: "SQLITE_IOERR" }));
  const response = await fetch(`${url}/readyz`);
  expect([response.status, response.headers.get("content-type")]).toEqual([503, "application/json"]);
  expect(await response.json()).toMatchObject({
    ready: false,
    checks: { database: "The database cannot be read (SQLITE_IOERR).", slack: "ok" },
  });
  const text = await metrics();
  expect(text).toContain("ourcome_database_readable 0\n");
  expect(text).toContain("ourcome_socket_gone_seconds 90\n");
  expect(text).not.toMatch(/^ourcome_deliveries\{|^ourcome_due_lag_seconds /m);
  backlog = empty;
  expect(await metrics()).toContain('ourcome_deliveries{state="due",kind="card"} 0\n');
  expect(faults).toEqual([]);
});

test("answers 500 when the metrics fail, and works again afterwards", async () => {
  backlog = empty;
  const collect = () => {
    throw new Error("on purpose");
  };
  registry.registerMetric(new Gauge({ name: "broken", help: "throws", registers: [], collect }));
  const response = await fetch(`${url}/metrics`);
  expect([response.status, faults.length]).toEqual([500, 1]);
  registry.removeSingleMetric("broken");
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
});
