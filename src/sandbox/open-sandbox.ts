import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { mkdirSync, rmSync } from "node:fs";
import { pino } from "pino";
import { DatabaseTaken } from "#store/database/sqlite.ts";
import { openDatabase } from "#store/database/database.ts";
import { manifestScopes } from "./manifest-scopes.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { CHANNELS, PEOPLE, START } from "./story/cast.ts";

/** The story's cast, with Slack and the ledger kept in files of this name. */
export async function openSandbox(how: "go on" | "anew", name: string, socket = false): Promise<Sandbox> {
  mkdirSync(dirname(name), { recursive: true });
  const [state, database] = [`${name}.json`, `${name}.db`];
  if (how === "anew") {
    await notInUse(database);
    for (const file of [state, database, `${database}-wal`, `${database}-shm`]) rmSync(file, { force: true });
  }
  return startSandbox({
    people: PEOPLE,
    channels: CHANNELS,
    scopes: manifestScopes(),
    start: START,
    database,
    socket,
    stateFile: state,
    newId: randomUUID,
    log: pino({ level: "warn" }, pino.destination(2)),
  });
}

/** Another sandbox that runs on these files must not lose them. */
async function notInUse(path: string): Promise<void> {
  try {
    const db = await openDatabase({ kind: "file", path });
    await db.destroy();
  } catch (fault) {
    if (fault instanceof DatabaseTaken) throw fault;
  }
}
