import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { manifestScopes } from "./manifest-scopes.ts";
import { startSandbox } from "./sandbox.ts";
import { CHANNELS, GROWTH, PEOPLE, START, ZONE } from "./story/cast.ts";
import { sixWeeks } from "./story/six-weeks.ts";
import { renderChannel } from "./transcript.ts";

/** `npm run sandbox`: six weeks of one team, played through a Slack on localhost. `--story` ends after printing. */
const { values: options } = parseArgs({ options: { story: { type: "boolean", default: false } } });

const DATABASE = "data/sandbox.db";

mkdirSync("data", { recursive: true });
for (const part of ["", "-wal", "-shm", ".lock"]) rmSync(`${DATABASE}${part}`, { force: true });

const sandbox = await startSandbox({
  people: PEOPLE,
  channels: CHANNELS,
  scopes: manifestScopes(),
  start: START,
  database: DATABASE,
  newId: randomUUID,
  log: pino({ level: "warn" }, pino.destination(2)),
});

console.log(
  "Six weeks of the team in #growth, played through slash commands, forms, buttons and reactions:\n",
);
await sixWeeks(sandbox);
console.log(renderChannel(await sandbox.slack.readChannel(GROWTH), { timeZone: ZONE }));
for (const problem of sandbox.slack.problems) console.error("Slack would not have taken this:", problem);
console.log(`\nThe database is ${DATABASE}. Slack's Web API is at ${sandbox.slack.url}`);

const end = async () => {
  await sandbox.close();
  process.exit(sandbox.slack.problems.length > 0 ? 1 : 0);
};
if (options.story) await end();
console.log("Ourcome stays up. Ctrl-C ends it.");
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end());
