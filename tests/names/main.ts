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
const began = performance.now();
const tried = await runScenarios(
  { runs: Number(values.runs), seed: Number(values.seed), ...(values.path && { path: values.path }) },
  ({ lives }) => lives % 50 === 0 && stdout.write(`${lives} lives\n`),
);
line("lives", tried.lives);
line("  done in them", tried.acts);
line("messages, posted and changed", tried.messages);
line("Homes", tried.homes);
line("forms and answers to one person", tried.views);
line("lines logged and counted", tried.lines);
line("bytes of the database searched", tried.bytes);
line("keys and hashes of polls", tried.secrets);
line("seconds", Math.round((performance.now() - began) / 1_000));
