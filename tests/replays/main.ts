import { parseArgs } from "node:util";
import { diceOf } from "#tests/chaos/dice.ts";
import { differences, run } from "./replays.ts";
import { sendNonsense } from "./send-nonsense.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    requests: { type: "string", default: "10000" },
    nonsense: { type: "string", default: "2000" },
    teams: { type: "string", default: "12" },
  },
});
const { stdout } = process;
const line = (name: string, value: string | number) => stdout.write(`${name.padEnd(30)} ${value}\n`);
const [seed, requests, teams] = [Number(values.seed), Number(values.requests), Number(values.teams)];
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);

line("seed", seed);
const single = await run({ seed, requests, teams }, 1);
line("requests, once each", single.deliveries);
line("  kinds", new Set(single.requests.map(({ what }) => what)).size);
for (const [table, rows] of Object.entries(Object.groupBy(single.state, (row) => row.split(" ")[0] ?? "")))
  line(`  ${table}`, rows?.length ?? 0);
line("  seconds", seconds());
const triple = await run({ seed, requests, teams }, 3);
const different = differences(single.state, triple.state);
line("three times, in random order", triple.deliveries);
line("  answers", JSON.stringify(Object.fromEntries(triple.statuses)));
line("  rows that differ", different.length);
line("  warnings and errors", triple.logged.length);
line("  seconds", seconds());
let bad = different.length;
await run({ seed, requests: 300, teams: 2 }, 1, async (world, requests) => {
  const sent = await sendNonsense(world, requests, { times: Number(values.nonsense), dice: diceOf(seed) });
  bad += sent.wrong.length + sent.unanswered.length + sent.leaks.length;
  line("malformed requests, signed", sent.sent);
  line("  answers", JSON.stringify(sent.statuses));
  line("  the slowest, in ms", sent.slowestMs);
  line("  without an answer", sent.unanswered.length);
  line("  changed what they may", sent.allowed);
  line("  changed what they may not", sent.wrong.length);
  line("  private data in the log", sent.leaks.length);
  for (const text of [...sent.wrong, ...sent.leaks].slice(0, 5)) line("  look at", text);
});
for (const row of different.slice(0, 10)) line("  look at", row);
line("seconds", seconds());
process.exit(bad === 0 ? 0 : 1);
