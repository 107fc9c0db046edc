/** Why the database fails, by what the operator has to fix. */
export type DatabaseErrorKind = "busy" | "damaged" | "full" | "no-database" | "read-only" | "unreachable";

export const DATABASE_ERROR_MESSAGES: Readonly<Record<DatabaseErrorKind, string>> = {
  busy: "another program holds the database's lock, as a backup or an open shell does: end it",
  damaged: "the database is damaged: stop Ourcome, and put the latest backup in its place",
  full: "there is no space left for the database: make some",
  "no-database": "the file is no longer a database: stop Ourcome, and restore the latest backup",
  "read-only": "the database may not be written to: put that right",
  unreachable: "the database does not answer: check that its server or its disk is up",
};

/** Prefixes of SQLite's result codes (https://sqlite.org/rescode.html). */
const SQLITE: readonly (readonly [string, DatabaseErrorKind])[] = [
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_FULL", "full"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_PERM", "read-only"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "no-database"],
  ["SQLITE_IOERR", "unreachable"],
  ["SQLITE_CANTOPEN", "unreachable"],
];

/** PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html), and Node's network errors. */
const POSTGRES: Readonly<Record<string, DatabaseErrorKind>> = {
  "25006": "read-only",
  "53100": "full",
  "53300": "busy",
  "55P03": "busy",
  "57014": "busy",
  "57P01": "unreachable",
  "57P02": "unreachable",
  "57P03": "unreachable",
  "58030": "unreachable",
  XX001: "damaged",
  XX002: "damaged",
  ECONNREFUSED: "unreachable",
  ECONNRESET: "unreachable",
  ETIMEDOUT: "unreachable",
};

/** What is wrong with the database and what to do, for the operator. Undefined if the fault isn't the database's. */
export const databaseErrorMessage = (fault: unknown): string | undefined => {
  const kind = databaseErrorKind(fault);
  return kind && DATABASE_ERROR_MESSAGES[kind];
};

/** Errors of pg that have no code: a connection that was lost or not made in time. */
const LOST_CONNECTION =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

export function databaseErrorKind(fault: unknown): DatabaseErrorKind | undefined {
  if (!(fault instanceof Error)) return undefined;
  if (LOST_CONNECTION.test(fault.message)) return "unreachable";
  if (!("code" in fault) || typeof fault.code !== "string") return undefined;
  const { code } = fault;
  return SQLITE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? POSTGRES[code];
}
