import { expect } from "vitest";

/** Those who watch a process find it alive and ready, and nothing in its metrics that is nobody's business. */
export async function findItWell(url: string): Promise<string> {
  const get = async (path: string) => (await fetch(new URL(path, url))).text();
  expect(await get("/healthz")).toBe("ok\n");
  expect(JSON.parse(await get("/readyz"))).toMatchObject({ ready: true });
  const metrics = await get("/metrics");
  expect(metrics).toMatch(/^process_cpu_seconds_total [\d.]+$/m);
  expect(metrics).toMatch(/^ourcome_tick_seconds_count [1-9]/m);
  expect(metrics).not.toMatch(/xox|xapp|\b[UCT]0[A-Z]/);
  return metrics;
}
