import type { Registry } from "prom-client";
import type { Report } from "#domain/reports/report.ts";
import type { Config } from "#src/config.ts";
import { openApi } from "#api/api.ts";
import { calendar } from "#http/calendar.ts";
import { NO_SOURCES, type Sources } from "#domain/sources/source.ts";
import { registerMetrics } from "#http/metrics.ts";
import { monitoring } from "#http/monitoring.ts";
import { serve } from "#http/server.ts";
import { openScheduler } from "#jobs/scheduler.ts";
import { slackFacts } from "#slack/platform/access/slack-facts.ts";
import { slackConnection } from "#slack/platform/connection/connection.ts";
import { slackHealthCheck } from "#slack/platform/connection/health-check.ts";
import { startupError } from "#slack/platform/connection/startup-errors.ts";
import type { ConnectionStatus } from "#slack/platform/connection-status.ts";
import { openOutbox, type Timing } from "#slack/platform/deliveries/outbox.ts";
import { singleWorkspace } from "#slack/platform/installation/workspaces.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { renderWith } from "#slack/surfaces/render-delivery.ts";
import { registerRoutes } from "#slack/surfaces/routes.ts";
import type { OpenedSources } from "#sources/open-sources.ts";
import { openStore, type Store } from "#store/store.ts";
import { recordShutdown } from "#usecases/deliveries/heartbeat.ts";
import { recoverDeliveries } from "#usecases/deliveries/recover.ts";
import type { Deps } from "#usecases/deps.ts";
import { readCalendar } from "#usecases/tokens/read-calendar.ts";
import { ok } from "#domain/result.ts";
import { followZoneData } from "#usecases/teams/follow-zone-data.ts";

/** What comes from outside the process, injected so that tests and the sandbox can control it. */
export type Environment = Pick<Deps, "now" | "newId"> &
  Timing & {
    readonly log: Log;
    /** Collects the app's metrics. It may already hold the process's own. */
    readonly registry: Registry;
    /** Where numbers come from by themselves; none if left out. */
    readonly sources?: Sources & Partial<Pick<OpenedSources, "cancelFetches">>;
    /** How many requests of the API a token may send in a minute. */
    readonly requestsPerMinute: number;
  };

export type Ourcome = {
  /** Starts taking Slack's requests and ticking once a minute. */
  readonly start: () => Promise<void>;
  /** Does everything due by now, as the scheduler does every minute. */
  readonly tick: () => Promise<void>;
  /** Resolves when every request from Slack has been answered and handled. */
  readonly idle: () => Promise<void>;
  readonly status: () => ConnectionStatus;
  /** Lets the sandbox show what is due next, and tests read and prepare data. */
  readonly store: Store;
  /** Finishes what is in progress, then closes everything in order. Cancels calls that Slack doesn't answer in time. */
  readonly stop: () => Promise<void>;
  /** Closes the database at once, after an error that leaves the rest of the process in an unknown state. */
  readonly closeDatabase: () => Promise<void>;
};

/**
 * When a shutdown cancels its pending calls to Slack, and when it cuts Slack's open connections. Supervisors kill after
 * ten seconds.
 */
const CANCEL_CALLS_MS = 5_000;
const CUT_CONNECTIONS_MS = 6_000;

/** What draws the charts takes a second to load, so it is loaded with the first report. */
async function renderReport(report: Report): Promise<string> {
  const [{ reportDocument }, { toHtmlPage }] = await Promise.all([
    import("#reports/report-document.ts"),
    import("#reports/html.ts"),
  ]);
  return toHtmlPage(reportDocument(report));
}

/** Counts what came of each fetch. */
const countFetches = (sources: Sources, metrics: Pick<Metrics, "sourceFetched">): Sources => ({
  ...sources,
  async fetch(name, day) {
    const fetched = await sources.fetch(name, day);
    metrics.sourceFetched(fetched.ok ? "ok" : fetched.error.kind);
    return fetched;
  },
});

/** Puts the app together: store, Slack connection, outbox, jobs and monitoring. */
export async function createApp(
  config: Omit<Config, "logLevel" | "sourcesFile">,
  { now, newId, log, registry, requestsPerMinute, sources = NO_SOURCES, ...timing }: Environment,
): Promise<Ourcome> {
  const metrics = registerMetrics(registry);
  const { store, close } = await openStore(config.database, config.secret);
  const base = { store, now, newId, log, metrics };
  const settling = Temporal.Duration.from({ seconds: config.settlingSeconds });

  const workspaces = singleWorkspace(config.slack, base);
  const facts = slackFacts(workspaces.clientOf, base);
  const outbox = openOutbox({
    ...base,
    ...workspaces,
    ...facts,
    render: renderWith(base),
    settling,
    ...timing,
  });
  workspaces.installation.onRevoked(outbox.halt);
  const { url, port } = config;
  const server = { port, ...(url !== undefined && { url }) };
  const deps: SurfaceDeps = {
    ...base,
    ...facts,
    outbox,
    server,
    sources: countFetches(sources, metrics),
    renderReport,
  };

  const run: { lastTick?: Temporal.Instant; server?: { close: () => Promise<void> }; stopping?: true } = {};
  const connection = slackConnection(config.slack, {
    ...base,
    workspaces,
    fallback: (...request) => listener(...request),
    serveFallback: () => openServer(),
  });
  const monitor = monitoring(registry, {
    now,
    backlog: () => store.deliveries.backlog(now()),
    slack: slackHealthCheck(workspaces, now, connection.status),
    status: connection.status,
    lastTick: () => run.lastTick,
    onFault: (fault) => logFault(base, fault, "a monitoring request failed"),
  });
  const api = openApi({
    ...base,
    electorate: facts.electorate,
    async namesIn(where) {
      const members = await facts.access.checkChannel(where);
      return members.ok ? ok(await facts.memberNames.namesOf(where.workspace, members.value)) : members;
    },
    deliver: () =>
      outbox.deliver().catch((fault: unknown) => void logFault(base, fault, "messages could not be posted")),
    onFault: (fault) => logFault(base, fault, "an API request failed"),
    requestsPerMinute,
  });
  const calendars = calendar(
    {
      read: (secret) => readCalendar(base, secret),
      onFault: (fault) => logFault(base, fault, "a calendar could not be read"),
    },
    monitor,
  );
  const listener = api.before(calendars);
  const openServer = () =>
    serve(config.port, listener).catch((fault: unknown) => {
      throw startupError(fault, { apiUrl: config.slack.apiUrl, token: "SLACK_APP_TOKEN", port: config.port });
    });

  await connection.connect().catch(async (fault: unknown) => {
    await close();
    throw fault;
  });
  const recovery = await recoverDeliveries(base, { isOnlyServer: config.database.kind === "file", settling });
  const { since } = recovery;
  if (since)
    log.info(
      { since: since.toString() },
      "deliveries due since then are looked up in Slack before they are posted",
    );
  const depsForJobs = () => ({ ...deps, store: recovery.storeForJobs() });
  await followZoneData(depsForJobs(), process.versions["tz"] ?? "unknown");
  registerRoutes(connection.app, deps, workspaces);
  const scheduler = openScheduler({
    depsForJobs,
    deliver: outbox.deliver,
    isStopped: () => workspaces.installation.whyRevoked() !== undefined,
    onFault(job, fault) {
      metrics.jobFailed(job);
      logFault(deps, fault, "a job failed", { job });
    },
    onTick(seconds, isComplete) {
      if (isComplete) recovery.caughtUp();
      run.lastTick = now();
      metrics.ticked(seconds, run.lastTick);
    },
  });

  let starting: Promise<void> | undefined;
  async function start(): Promise<void> {
    if (config.slack.mode === "socket") run.server = await openServer();
    await connection.start(config.port);
    if (!run.stopping) await scheduler.start();
  }
  return {
    start: () => (starting = start()),
    tick: scheduler.tick,
    idle: connection.idle,
    status: connection.status,
    store,
    async stop() {
      run.stopping = true;
      outbox.haltSoon();
      const cancelling = setTimeout(() => {
        workspaces.cancelCalls();
        sources.cancelFetches?.();
      }, CANCEL_CALLS_MS);
      const cutting = setTimeout(connection.closeConnections, CUT_CONNECTIONS_MS);
      await Promise.all([scheduler.stop(), connection.stop()]);
      await Promise.allSettled([starting]);
      await api.idle();
      await run.server?.close();
      await outbox.finish();
      await Promise.allSettled([recordShutdown(base)]);
      clearTimeout(cancelling);
      clearTimeout(cutting);
      await close();
    },
    closeDatabase: close,
  };
}
