import type Database from "better-sqlite3";
import { migrations } from "#migrations/index.ts";
import { newerSchemaError } from "./database.ts";

/** What an operator wants to know of a database in a file. */
export type FileContents = {
  readonly bytes: number;
  /** The last migration of its schema. */
  readonly schema: string;
  readonly workspaces: number;
  readonly teams: number;
  readonly bets: number;
  readonly readings: number;
  readonly learnings: number;
  /** Votes and texts that are still sealed: whoever has the server's secret too can trace them. */
  readonly sealedAnswers: number;
};

/** Counts what is in a file. Throws if it is damaged, half-written, not Ourcome's, or a newer Ourcome's. */
export function contentsOf(database: Database.Database, bytes: number): FileContents {
  const isOurs = database
    .prepare("select count(*) from sqlite_schema where name in ('kysely_migration', 'teams', 'bets')")
    .pluck()
    .get();
  if (isOurs !== 3) throw new Error("It is not a database of Ourcome.");
  const executed = database
    .prepare("select name from kysely_migration order by name")
    .pluck()
    .all() as string[];
  const newer = executed.find((name) => !(name in migrations));
  if (newer !== undefined) throw newerSchemaError(newer);
  if (database.pragma("integrity_check(1)", { simple: true }) !== "ok")
    throw new Error("It is damaged, or only half of it was written.");
  if ((database.pragma("foreign_key_check") as unknown[]).length > 0)
    throw new Error("It is damaged: rows refer to others that are missing.");

  const count = (query: string) => Number(database.prepare(query).pluck().get());
  return {
    bytes,
    schema: executed.at(-1) ?? "",
    workspaces: count("select count(distinct workspace) from teams"),
    teams: count("select count(*) from teams"),
    bets: count("select count(*) from bets"),
    readings: count("select count(*) from readings"),
    learnings: count("select count(*) from learnings"),
    sealedAnswers: count("select count(*) from ballots"),
  };
}
