import type { Config } from "#src/config.ts";
import { everyMinute, tick } from "#jobs/scheduler.ts";
import { accessBy } from "#slack/access.ts";
import { connectSlack, slackClient } from "#slack/connection.ts";
import type { Log, SlackDeps } from "#slack/deps.ts";
import { drawWith } from "#slack/draw.ts";
import { electorateBy } from "#slack/electorate.ts";
import { onFault } from "#slack/faults.ts";
import { listen } from "#slack/listeners.ts";
import { memberNamesBy } from "#slack/member-names.ts";
import { messengerTo, type Timing } from "#slack/messenger.ts";
import { votesReadBy } from "#slack/retros/read-votes.ts";
import { openDatabase } from "#store/database.ts";
import { type Store, storeIn } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";

/** What comes from outside the process, so that tests and the sandbox can set it. */
export type World = Pick<Deps, "now" | "newId"> & Pick<Timing, "paces" | "alarm"> & { readonly log: Log };

export type Ourcome = {
  /** Takes what Slack sends, and wakes once a minute. */
  readonly start: () => Promise<void>;
  /** Does what is due by now, as the scheduler does every minute. */
  readonly tick: () => Promise<void>;
  /** Resolves when everything that Slack sent is answered and done. */
  readonly idle: () => Promise<void>;
  /** What is on record, for whoever shows what is due next. */
  readonly store: Store;
  /** Finishes what is under way, then lets go of everything in order. */
  readonly stop: () => Promise<void>;
};

/** Composes the process: database, Slack, jobs. */
export async function ourcome(
  config: Omit<Config, "logLevel">,
  { now, newId, log, paces, alarm }: World,
): Promise<Ourcome> {
  const db = await openDatabase(config.database);
  const store = storeIn(db, config.secret);
  const client = slackClient(config.slack, log);
  const base = { store, now, newId, log };
  const settling = Temporal.Duration.from({ seconds: config.settlingSeconds });
  const messenger = messengerTo(client, base, drawWith(base), { paces, alarm, settling });
  const access = accessBy(client);
  const deps: SlackDeps = {
    ...base,
    access,
    memberNames: memberNamesBy(client),
    messenger,
    readVotes: votesReadBy(client, access),
    electorate: electorateBy(access),
  };

  const connection = await connectSlack(config.slack, log).catch(async (fault: unknown) => {
    await db.destroy();
    throw fault;
  });
  // A file has one server: whoever had begun a delivery is gone. With replicas, their leases tell.
  if (config.database.kind === "file") await store.deliveries.abandoned(now().add(settling));
  listen(connection.app, deps);
  connection.app.error(onFault(deps, client));

  const runJobs = () =>
    tick(deps, messenger.deliver, (job, fault) => {
      const name = fault instanceof Error ? fault.name : "unknown";
      log.error(
        { fault: newId(), job, name, stack: fault instanceof Error ? fault.stack : undefined },
        "a job failed",
      );
    });
  let scheduler: ReturnType<typeof everyMinute> | undefined;
  return {
    async start() {
      await connection.start(config.port);
      scheduler = everyMinute(runJobs);
      await runJobs();
    },
    tick: runJobs,
    idle: connection.idle,
    store,
    async stop() {
      messenger.windDown();
      await scheduler?.stop();
      await connection.stop();
      await messenger.finish();
      await db.destroy();
    },
  };
}
