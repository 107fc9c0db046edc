import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import { type Ourcome, createApp } from "./app.ts";
import { environment, readConfig } from "./config.ts";
import { shutDownOnSignals, logUncaughtErrors } from "./shutdown.ts";
import { wakeTimer } from "#jobs/wake-timer.ts";
import { SLACK_RATE_LIMITS } from "#slack/platform/deliveries/rate-limit.ts";
import { openSources } from "#sources/open-sources.ts";

/** Enough for jobs, and for looking through a long record; a script that runs wild is slowed down. */
const API_REQUESTS_PER_MINUTE = 240;

const config = readConfig();
if (!config.ok) {
  console.error(["Ourcome cannot start:", ...config.error.map((problem) => `- ${problem}`)].join("\n"));
  process.exit(1);
}

const log = pino({ level: config.value.logLevel });
const now = () => Temporal.Now.instant();
const { sourcesFile } = config.value;
const sources = openSources({ path: sourcesFile, env: environment(), log, now });
if (!sources.ok) {
  const problems = sources.error.map((problem) => `- OURCOME_SOURCES, ${problem}`);
  console.error(["Ourcome cannot start:", ...problems].join("\n"));
  process.exit(1);
}
// Without a file, a closed terminal ends the process, as it does by default.
if (sourcesFile !== undefined) process.on("SIGHUP", sources.value.reload);
const registry = new Registry();
collectDefaultMetrics({ register: registry });
const running: { app?: Ourcome } = {};
const isShuttingDown = shutDownOnSignals({ process, log, running });
logUncaughtErrors({ process, log, newId: randomUUID, running });
try {
  const app = await createApp(config.value, {
    now,
    newId: randomUUID,
    log,
    rateLimits: SLACK_RATE_LIMITS,
    wakeTimer: wakeTimer(),
    registry,
    sources: sources.value,
    requestsPerMinute: API_REQUESTS_PER_MINUTE,
  });
  running.app = app;
  await app.start();
  if (!isShuttingDown())
    log.info({ mode: config.value.slack.mode, database: config.value.database.kind }, "Ourcome is up");
} catch (fault) {
  if (!isShuttingDown()) {
    console.error(`Ourcome cannot start: ${fault instanceof Error ? fault.message : String(fault)}`);
    process.exit(1);
  }
}
