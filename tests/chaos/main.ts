import { parseArgs } from "node:util";
import { chaos } from "./chaos.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    kills: { type: "string", default: "300" },
    teams: { type: "string", default: "40" },
    bets: { type: "string", default: "4" },
    "no-history": { type: "boolean", default: false },
  },
});

const { stdout } = process;
const outcome = await chaos({
  seed: Number(values.seed),
  kills: Number(values.kills),
  teams: Number(values.teams),
  betsPerTeam: Number(values.bets),
  history: !values["no-history"],
  patienceMs: 10 * 60_000,
  onLife: (kills) => kills % 25 === 0 && stdout.write(`${kills} kills\n`),
});

const line = (name: string, value: string | number) => stdout.write(`${name.padEnd(22)} ${value}\n`);
line("seed", values.seed);
line("history may be read", values["no-history"] ? "no" : "yes");
line("kills", outcome.kills);
line("deliveries", outcome.deliveries);
for (const [state, times] of Object.entries(outcome.states)) line(`  ${state}`, times);
line(
  "faults of Slack",
  Object.values(outcome.faults).reduce((sum, times) => sum + times, 0),
);
for (const [fault, times] of Object.entries(outcome.faults)) line(`  ${fault}`, times);
line("doubled", outcome.doubled.length);
line("missing", outcome.missing.length);
line("blocked by uncertain", outcome.blocked);
line("not updated", outcome.stale);
line("database", outcome.integrity);
line("exit after SIGTERM", outcome.exit);
line("seconds", outcome.seconds);
for (const key of [...outcome.doubled, ...outcome.missing].slice(0, 20)) line("  look at", key);
for (const error of outcome.errors.slice(0, 5)) line("  error", error.slice(0, 600));
const good = outcome.doubled.length + outcome.missing.length === 0 && outcome.integrity === "ok";
process.exit(good ? 0 : 1);
