import { readDatabaseConfig } from "#src/config.ts";
import { openStoreBesideServer, type OpenStore, type Store } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { Failure } from "./failure.ts";

/** The database of DATABASE_URL. Fails if that is no address. */
export function databaseSetting() {
  const database = readDatabaseConfig();
  if (!database.ok) throw new Failure(database.error.join("\n"));
  return database.value;
}

/** The file of DATABASE_URL. Fails with `otherwise` if it is PostgreSQL. */
export function databaseFilePath(otherwise: string): string {
  const database = databaseSetting();
  if (database.kind === "postgres") throw new Failure(otherwise);
  return database.path;
}

/** Runs a use case on the database, beside a server that may be using it. */
export async function besideServer<Value>(
  run: (deps: Deps, open: Awaited<ReturnType<typeof openStoreBesideServer>>) => Promise<Value>,
): Promise<Value> {
  const open = await openStoreBesideServer(databaseSetting());
  return closing(open, async () => {
    const at = await nowIn(open.store);
    return run({ store: open.store, now: () => at, newId: () => crypto.randomUUID() }, open);
  });
}

export async function closing<Value>({ close }: OpenStore, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } finally {
    await close();
  }
}

/** The sandbox's clock may be ahead of this machine's: then what it did last is now. */
export async function nowIn(store: Store): Promise<Temporal.Instant> {
  const now = Temporal.Now.instant();
  const lastTick = await store.runState.get("last-tick");
  if (lastTick === undefined) return now;
  const ticked = Temporal.Instant.from(lastTick);
  return Temporal.Instant.compare(ticked, now) > 0 ? ticked : now;
}
