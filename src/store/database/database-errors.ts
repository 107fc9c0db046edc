/** Why the database does not do what it is asked, in the words of whoever has to mend it. */
export type DatabaseErrorKind = "busy" | "damaged" | "full" | "no-database" | "read-only" | "unreachable";

export const DATABASE_ERROR_WORDS: Readonly<Record<DatabaseErrorKind, string>> = {
  busy: "another program holds the database's lock, as a backup or an open shell does: end it",
  damaged: "the database is damaged: stop Ourcome, and put the latest backup in its place",
  full: "there is no space left for the database: make some",
  "no-database": "the file is no database any more: stop Ourcome, and put the latest backup in its place",
  "read-only": "the database may not be written to: put that right",
  unreachable: "the database does not answer: check that its server or its disk is up",
};

/** SQLite's codes by how they begin (https://sqlite.org/rescode.html). */
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

/** PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html), and those of the way there. */
const POSTGRES: Readonly<Record<string, DatabaseErrorKind>> = {
  "25006": "read-only",
  "53100": "full",
  "53300": "busy",
  "55P03": "busy",
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

/** What is the matter when a fault is the database's own, and ends when that is mended; nothing when it is another's. */
export const databaseErrorWords = (fault: unknown): string | undefined => {
  const trouble = databaseError(fault);
  return trouble && DATABASE_ERROR_WORDS[trouble];
};

export function databaseError(fault: unknown): DatabaseErrorKind | undefined {
  if (!(fault instanceof Error) || !("code" in fault) || typeof fault.code !== "string") return undefined;
  const { code } = fault;
  return SQLITE.find(([start]) => code.startsWith(start))?.[1] ?? POSTGRES[code];
}
