import { parseArgs } from "node:util";
import { type Memory, soak } from "./soak.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "7" },
    total: { type: "string", default: "20000" },
    warm: { type: "string", default: "2000" },
  },
});

/** The maximum ratio of the memory at the end to that after the warm-up. */
const MAX_GROWTH = 1.3;

const { stdout } = process;
const line = (name: string, value: string | number) => stdout.write(`${name.padEnd(34)} ${value}\n`);
const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const format = ({ rss, heap }: Memory) => `rss ${mb(rss)}, heap ${mb(heap)}`;

const outcome = await soak({
  seed: Number(values.seed),
  total: Number(values.total),
  warm: Number(values.warm),
  teams: 40,
  betsPerTeam: 10,
  patienceMs: 5 * 60_000,
  onProgress: (done, memory) => line(`after ${done}`, memory ? format(memory) : ""),
});

for (const [gesture, times] of Object.entries(outcome.gestures)) line(`gestures: ${gesture}`, times);
line("messages posted", outcome.deliveries);
line("  doubled", outcome.doubled);
line("  still pending", outcome.pending);
line("messages updated", outcome.updates);
line("answers to people", outcome.answers);
line("warnings and errors", outcome.errors.length);
for (const error of outcome.errors.slice(0, 5)) line("  error", error.slice(0, 400));
line("exit after SIGTERM", outcome.exit);
line("seconds", outcome.seconds);
const { warm, end } = outcome;
const growth = { rss: end.rss / warm.rss, heap: end.heap / warm.heap };
line(`memory after ${values.warm}`, format(warm));
line("memory at the end", format(end));
line("growth", `rss ${growth.rss.toFixed(2)}, heap ${growth.heap.toFixed(2)}; at most ${MAX_GROWTH}`);
const good = Math.max(growth.rss, growth.heap) <= MAX_GROWTH && outcome.doubled + outcome.pending === 0;
process.exit(good ? 0 : 1);
