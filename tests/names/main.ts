import { parseArgs } from "node:util";
import { runScenarios } from "./try-names.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "300" },
    path: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});

const { stdout } = process;
const line = (name: string, value: string | number) => stdout.write(`${name.padEnd(32)} ${value}\n`);
line("seed", values.seed);
const startedAt = performance.now();
const tried = await runScenarios(
  { runs: Number(values.runs), seed: Number(values.seed), ...(values.path && { path: values.path }) },
  ({ scenarios }) => scenarios % 50 === 0 && stdout.write(`${scenarios} scenarios\n`),
);
line("scenarios", tried.scenarios);
line("  acts done", tried.acts);
line("messages posted and updated", tried.messages);
line("Homes", tried.homes);
line("forms and private answers", tried.views);
line("lines of log and metrics", tried.lines);
line("bytes of the database searched", tried.bytes);
line("keys and hashes of polls", tried.secrets);
line("seconds", Math.round((performance.now() - startedAt) / 1_000));
