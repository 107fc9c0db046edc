import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { mkdirSync, rmSync } from "node:fs";
import { pino } from "pino";
import { DatabaseInUseError } from "#store/database/sqlite.ts";
import { openDatabase } from "#store/database/database.ts";
import { manifestScopes } from "./manifest-scopes.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { CHANNELS, PEOPLE, START } from "./story/cast.ts";

/** Opens a sandbox with the story's cast, whose state and database are in files of this name. */
export async function openSandbox(how: "go on" | "anew", name: string, socket = false): Promise<Sandbox> {
  mkdirSync(dirname(name), { recursive: true });
  const [stateFile, database] = [`${name}.json`, `${name}.db`];
  if (how === "anew") {
    await ensureNotInUse(database);
    for (const file of [stateFile, database, `${database}-wal`, `${database}-shm`])
      rmSync(file, { force: true });
  }
  return startSandbox({
    people: PEOPLE,
    channels: CHANNELS,
    scopes: manifestScopes(),
    start: START,
    database,
    socket,
    stateFile,
    newId: randomUUID,
    log: pino({ level: "warn" }, pino.destination(2)),
  });
}

/** Throws `DatabaseTaken` if another sandbox is using these files. */
async function ensureNotInUse(path: string): Promise<void> {
  try {
    const db = await openDatabase({ kind: "file", path });
    await db.destroy();
  } catch (error) {
    if (error instanceof DatabaseInUseError) throw error;
  }
}
