import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import { ourcome } from "#src/app.ts";
import { readConfig } from "#src/config.ts";
import { alarmClock } from "#jobs/alarm.ts";
import { SLACKS_PACE } from "#slack/deliveries/pace.ts";

const config = readConfig();
if (!config.ok) {
  console.error(["Ourcome cannot start:", ...config.error.map((problem) => `- ${problem}`)].join("\n"));
  process.exit(1);
}

const log = pino({ level: config.value.logLevel });
const registry = new Registry();
collectDefaultMetrics({ register: registry });
try {
  const app = await ourcome(config.value, {
    now: () => Temporal.Now.instant(),
    newId: randomUUID,
    log,
    paces: SLACKS_PACE,
    alarm: alarmClock(),
    registry,
  });
  const started = app.start();
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, "finishing what is under way");
      started.then(app.stop).then(
        () => process.exit(0),
        (fault: unknown) => {
          log.error({ name: fault instanceof Error ? fault.name : "unknown" }, "could not stop in order");
          process.exit(1);
        },
      );
    });
  await started;
  log.info({ mode: config.value.slack.mode, database: config.value.database.kind }, "Ourcome is up");
} catch (fault) {
  console.error(`Ourcome cannot start: ${fault instanceof Error ? fault.message : String(fault)}`);
  process.exit(1);
}
