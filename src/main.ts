import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { ourcome } from "#src/app.ts";
import { readConfig } from "#src/config.ts";

const config = readConfig();
if (!config.ok) {
  console.error(["Ourcome cannot start:", ...config.error.map((problem) => `- ${problem}`)].join("\n"));
  process.exit(1);
}

const log = pino({ level: config.value.logLevel });
try {
  const app = await ourcome(config.value, { now: () => Temporal.Now.instant(), newId: randomUUID, log });
  await app.start();
  log.info({ mode: config.value.slack.mode, database: config.value.database.kind }, "Ourcome is up");
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, "finishing what is under way");
      app.stop().then(
        () => process.exit(0),
        (fault: unknown) => {
          log.error({ name: String(fault) }, "could not stop in order");
          process.exit(1);
        },
      );
    });
} catch (fault) {
  console.error(`Ourcome cannot start: ${fault instanceof Error ? fault.message : String(fault)}`);
  process.exit(1);
}
