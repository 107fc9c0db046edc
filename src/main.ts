import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import { type Ourcome, ourcome } from "./app.ts";
import { readConfig } from "./config.ts";
import { endOnSignals, lastResort } from "./shutdown.ts";
import { alarmClock } from "./jobs/wake-timer.ts";
import { SLACKS_PACE } from "./slack/platform/deliveries/rate-limit.ts";

const config = readConfig();
if (!config.ok) {
  console.error(["Ourcome cannot start:", ...config.error.map((problem) => `- ${problem}`)].join("\n"));
  process.exit(1);
}

const log = pino({ level: config.value.logLevel });
const registry = new Registry();
collectDefaultMetrics({ register: registry });
const standing: { app?: Ourcome } = {};
const isEnding = endOnSignals({ process, log, standing });
lastResort({ process, log, newId: randomUUID, standing });
try {
  const app = await ourcome(config.value, {
    now: () => Temporal.Now.instant(),
    newId: randomUUID,
    log,
    paces: SLACKS_PACE,
    alarm: alarmClock(),
    registry,
  });
  standing.app = app;
  await app.start();
  if (!isEnding())
    log.info({ mode: config.value.slack.mode, database: config.value.database.kind }, "Ourcome is up");
} catch (fault) {
  if (!isEnding()) {
    console.error(`Ourcome cannot start: ${fault instanceof Error ? fault.message : String(fault)}`);
    process.exit(1);
  }
}
