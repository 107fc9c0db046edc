import { expect } from "vitest";

/** Expects a process to be alive and ready, without tokens or ids in its metrics. Returns the metrics. */
export async function expectHealthy(url: string): Promise<string> {
  const get = async (path: string) => (await fetch(new URL(path, url))).text();
  expect(await get("/healthz")).toBe("ok\n");
  expect(JSON.parse(await get("/readyz"))).toMatchObject({ ready: true });
  const metrics = await get("/metrics");
  expect(metrics).toMatch(/^process_cpu_seconds_total [\d.]+$/m);
  expect(metrics).toMatch(/^ourcome_tick_seconds_count [1-9]/m);
  expect(metrics).not.toMatch(/xox|xapp|\b[UCT]0[A-Z]/);
  return metrics;
}
