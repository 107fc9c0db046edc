import type { Registry } from "prom-client";
import type { Config } from "./config.ts";
import { metricsIn } from "./http/metrics.ts";
import { serve } from "./http/server.ts";
import { watching } from "./http/monitoring.ts";
import { everyMinute, tick } from "./jobs/scheduler.ts";
import { accessBy } from "./slack/platform/access/access.ts";
import { callsToSlack } from "./slack/platform/web-api/cancellable-fetch.ts";
import { slackCheck } from "./slack/platform/connection/health-check.ts";
import { type Connection, connectSlack, slackClient } from "./slack/platform/connection/connection.ts";
import type { Log, SlackDeps } from "./slack/surfaces/deps.ts";
import { sharingBy } from "./slack/platform/access/shared-channels.ts";
import { drawWith } from "./slack/surfaces/render-delivery.ts";
import { electorateBy } from "./slack/platform/access/electorate.ts";
import { logFault, onFault } from "./slack/surfaces/guards/on-fault.ts";
import { installation } from "./slack/platform/installation/installation.ts";
import type { Link } from "./slack/platform/connection/connection-status.ts";
import { listen } from "./slack/surfaces/routes.ts";
import { memberNamesBy } from "./slack/platform/access/member-names.ts";
import { messengerTo, type Timing } from "./slack/platform/deliveries/outbox.ts";
import { votesReadBy } from "./slack/platform/access/read-votes.ts";
import { seenChannelsBy } from "./slack/platform/access/visible-channels.ts";
import { startFault } from "./slack/platform/connection/startup-errors.ts";
import { openDatabase } from "./store/database/database.ts";
import { type Store, storeIn } from "./store/store.ts";
import type { Deps } from "./usecases/deps.ts";
import { followZoneData } from "./usecases/teams/follow-zone-data.ts";
import { findGap, noteStop } from "./usecases/deliveries/heartbeat.ts";

/** What comes from outside the process, so that tests and the sandbox can set it. */
export type World = Pick<Deps, "now" | "newId"> &
  Pick<Timing, "paces" | "alarm"> & {
    readonly log: Log;
    /** Where this app counts; what the process says of itself may be in it already. */
    readonly registry: Registry;
  };

export type Ourcome = {
  /** Takes what Slack sends, and wakes once a minute. */
  readonly start: () => Promise<void>;
  /** Does what is due by now, as the scheduler does every minute. */
  readonly tick: () => Promise<void>;
  /** Resolves when everything that Slack sent is answered and done. */
  readonly idle: () => Promise<void>;
  /** Whether what Slack sends can come in; if not, since when. */
  readonly link: () => Link;
  /** What is on record, for whoever shows what is due next. */
  readonly store: Store;
  /**
   * Finishes what is under way, then lets go of everything in order. What Slack does not answer within a few seconds is
   * given up on, and recorded as unknown.
   */
  readonly stop: () => Promise<void>;
  /** Lets go of the database at once, after a fault that leaves nothing else to be trusted. */
  readonly abandon: () => Promise<void>;
};

/** After the signal to end: Slack's answers are waited for so long. Supervisors kill after ten seconds. */
const GIVE_UP_MS = 5_000;
/** Time for what was given up on to be recorded and answered. */
const CUT_MS = 6_000;

/** Composes the process: database, Slack, jobs. */
export async function ourcome(
  config: Omit<Config, "logLevel">,
  { now, newId, log, paces, alarm, registry }: World,
): Promise<Ourcome> {
  const db = await openDatabase(config.database);
  const store = storeIn(db, config.secret);
  const meter = metricsIn(registry);
  const installed = installation(log);
  const wire = { log, meter, installed, calls: callsToSlack() };
  const client = slackClient(config.slack, wire);
  const base = { store, now, newId, log, meter };
  const settling = Temporal.Duration.from({ seconds: config.settlingSeconds });
  const sharing = sharingBy(client, now);
  const messenger = messengerTo(client, base, drawWith(base), sharing, { paces, alarm, settling });
  installed.onEnd(messenger.halt);
  const access = accessBy(client);
  const deps: SlackDeps = {
    ...base,
    access,
    seenChannels: seenChannelsBy(client, log),
    memberNames: memberNamesBy(client),
    sharing,
    messenger,
    readVotes: votesReadBy(client, access),
    electorate: electorateBy(access),
  };

  let lastTick: Temporal.Instant | undefined;
  const startedAt = now();
  let connection: Connection | undefined;
  const link = (): Link => connection?.link() ?? { up: false, since: startedAt };
  const checkSlack = slackCheck(client, now, link);
  const watched = watching(registry, {
    now,
    backlog: () => store.deliveries.backlog(now()),
    slack: async () => installed.whyOver() ?? (await checkSlack()),
    link,
    lastTick: () => lastTick,
    onFault: (fault) => logFault(base, fault, "a watcher could not be answered"),
  });
  const openServer = () =>
    serve(config.port, watched).catch((fault: unknown) => {
      throw startFault(fault, { apiUrl: config.slack.apiUrl, token: "SLACK_APP_TOKEN", port: config.port });
    });
  const slack = await connectSlack(config.slack, {
    ...wire,
    now,
    others: watched,
    meanwhile: openServer,
  }).catch(async (fault: unknown) => {
    await db.destroy();
    throw fault;
  });
  connection = slack;
  // A file has one server: whoever had begun a delivery is gone. With replicas, their leases tell.
  if (config.database.kind === "file") await store.deliveries.abandoned(now().add(settling));
  await store.deliveries.resumeAll();
  const behind = await findGap(base);
  let due = behind?.due;
  if (due) {
    log.info({ since: due.since.toString() }, "what fell due since then is looked for before it is posted");
    await store.deliveries.presume(due, now());
  }
  const forJobs = () => {
    const isOver = behind && Temporal.Instant.compare(behind.until, now()) <= 0;
    const gap = due ?? (isOver ? undefined : behind?.later);
    return gap ? { ...deps, store: store.afterGap(gap) } : deps;
  };
  await followZoneData(forJobs(), process.versions["tz"] ?? "unknown");
  listen(slack.app, deps, installed);
  slack.app.error(onFault(deps, client));

  async function runJobs(): Promise<void> {
    if (installed.whyOver() !== undefined) return;
    const begun = performance.now();
    let isDone = true;
    await tick(forJobs(), messenger.deliver, (job, fault) => {
      isDone = false;
      meter.jobFailed(job);
      logFault(deps, fault, "a job failed", { job });
    });
    if (isDone) due = undefined;
    lastTick = now();
    meter.ticked((performance.now() - begun) / 1_000, lastTick);
  }
  let scheduler: ReturnType<typeof everyMinute> | undefined;
  let server: Awaited<ReturnType<typeof serve>> | undefined;
  let stopping = false;
  let starting: Promise<void> | undefined;
  async function start() {
    if (config.slack.mode === "socket") server = await openServer();
    await slack.start(config.port);
    if (stopping) return;
    scheduler = everyMinute(runJobs);
    await runJobs();
  }
  return {
    start: () => (starting = start()),
    tick: runJobs,
    idle: slack.idle,
    link,
    store,
    async stop() {
      stopping = true;
      messenger.windDown();
      const givingUp = setTimeout(wire.calls.giveUp, GIVE_UP_MS);
      const cutting = setTimeout(slack.cut, CUT_MS);
      await Promise.all([scheduler?.stop(), slack.stop()]);
      await Promise.allSettled([starting]);
      await server?.close();
      await messenger.finish();
      await Promise.allSettled([noteStop(base)]);
      clearTimeout(givingUp);
      clearTimeout(cutting);
      await db.destroy();
    },
    abandon: () => db.destroy(),
  };
}
