import { Client, DatabaseError } from "pg";
import { z } from "zod";
import type { SourceRefusal, SourceValue } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import { COMMON, type SecretField } from "#sources/file/fields.ts";
import { type Fetching, PassingFailure, withRetries } from "#sources/http/fetching.ts";
import { exactNumber } from "#sources/values/numbers.ts";
import { codeOf, refuse } from "#sources/values/refusals.ts";

export const postgresFields = (secret: SecretField) =>
  z.strictObject({
    ...COMMON,
    kind: z.literal("postgres"),
    /** The environment variable with the connection's URL. */
    connection: secret.refine(
      (url) => /^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url),
      "names an environment variable that is not a postgres:// URL.",
    ),
    /** One `select` that gives one row with one number. `$1` is the day. */
    query: z.string().min(1, "is empty."),
  });

type PostgresSource = z.output<ReturnType<typeof postgresFields>>;

export const fetchPostgres = (
  source: PostgresSource,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> => withRetries(() => attempt(source, day, fetching), fetching);

async function attempt(
  source: PostgresSource,
  day: Temporal.PlainDate,
  { signal, limits: { timeoutMs } }: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  const client = new Client({
    connectionString: source.connection,
    application_name: "Ourcome metric source",
    connectionTimeoutMillis: timeoutMs,
    // Everything as the text that PostgreSQL sent: nothing is rounded before `exactNumber` sees it.
    types: { getTypeParser: () => (text: string) => text },
  });
  // An error of a connection that is being given up has nobody to hear it.
  client.on("error", () => {});
  const over = aborted(signal);
  try {
    return await Promise.race([over.promise, ask(client, source.query, day, timeoutMs)]);
  } catch (fault) {
    signal.throwIfAborted();
    return refusalOf(fault);
  } finally {
    over.forget();
    // With a query under way, this cuts the connection.
    void client.end().catch(() => {});
  }
}

/** The types whose text is a number: int8, int2, int4, float4, float8, numeric. */
const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);

async function ask(
  client: Client,
  query: string,
  day: Temporal.PlainDate,
  timeoutMs: number,
): Promise<Result<SourceValue, SourceRefusal>> {
  await client.connect();
  // Not as a parameter of the connection, which poolers such as PgBouncer refuse.
  await client.query(`begin transaction read only; set local statement_timeout = ${timeoutMs}`);
  // A cursor takes a single statement that only reads, and two of its rows are all we need to see.
  const values = /\$1(?!\d)/.test(query) ? [day.toString()] : [];
  // Only the extended protocol refuses a second statement. The mode is missing from pg's types.
  const declare = { text: `declare source cursor for ${query}`, values, queryMode: "extended" };
  await client.query(declare);
  const { rows, fields } = await client.query<(string | null)[]>({
    text: "fetch 2 from source",
    rowMode: "array",
  });
  const [row, ...more] = rows;
  const [field, ...otherFields] = fields;
  if (!row) return refuse("no-rows", "the query gives no row");
  if (more.length > 0) return refuse("many-rows", "the query gives more than one row");
  if (!field || otherFields.length > 0)
    return refuse("misconfigured", `the query gives ${fields.length} columns`);
  const [text] = row;
  if (text === null || text === undefined) return refuse("not-a-number", "the value is null");
  if (!NUMBERS.has(field.dataTypeID)) return refuse("not-a-number", "the column is not of a numeric type");
  const value = exactNumber(text);
  return value.ok ? ok({ value: value.value }) : value;
}

/** The classes of error codes that say "not now": connection, resources, operator intervention. */
const PASSING = /^(?:08|53|57P)/;
const STATEMENT_TIMEOUT = "57014";

function refusalOf(fault: unknown): Result<never, SourceRefusal> {
  if (!(fault instanceof DatabaseError))
    throw new PassingFailure("unreachable", `the connection failed: ${codeOf(fault)}`);
  const code = codeOf(fault);
  if (code === STATEMENT_TIMEOUT) return refuse("timeout", "the query took too long");
  if (PASSING.test(code)) throw new PassingFailure("unreachable", `PostgreSQL's error ${code}`);
  return refuse("misconfigured", `PostgreSQL's error ${code}`);
}

/** Rejects when the signal aborts. */
function aborted(signal: AbortSignal): { readonly promise: Promise<never>; readonly forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new Error("aborted"));
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  promise.catch(() => {});
  return { promise, forget: () => signal.removeEventListener("abort", onAbort) };
}
