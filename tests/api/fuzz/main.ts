import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    requests: { type: "string", default: "10000" },
  },
});
const { stdout } = process;
const line = (name: string, value: string | number) => stdout.write(`${name.padEnd(40)} ${value}\n`);
const [seed, requests] = [Number(values.seed), Number(values.requests)];
const started = performance.now();

line("seed", seed);
const result = await fuzz({ seed, requests });
line("requests", result.requests);
for (const [route, counts] of [...result.statuses].toSorted(([a], [b]) => a.localeCompare(b))) {
  const byStatus = [...counts].toSorted(([a], [b]) => a - b);
  line(`  ${route}`, byStatus.map(([status, count]) => `${status}: ${count}`).join(", "));
}
line("faults, or not as the document says", result.wrong.length);
line("warnings and errors in the log", result.logged.length);
line("the slowest answer, in ms", result.slowestMs);
line("seconds", Math.round((performance.now() - started) / 1_000));
for (const wrong of result.wrong.slice(0, 10)) stdout.write(`${wrong}\n`);
for (const logged of result.logged.slice(0, 10)) stdout.write(`${logged}\n`);
process.exitCode = result.wrong.length + result.logged.length > 0 ? 1 : 0;
