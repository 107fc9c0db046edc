import { createServer, type AddressInfo } from "node:net";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePort } from "#sandbox/sandbox.ts";
import { createPostgresDatabase, type PostgresDatabase, postgresServer } from "#tests/support/postgres.ts";
import { fetchFrom, QUICK } from "#tests/support/sources.ts";

const ask = (query: string, url: string, limits = QUICK) =>
  fetchFrom(`kind: postgres\nconnection: {env: PG}\nquery: ${JSON.stringify(query)}`, {
    env: { PG: url },
    limits,
  });

const title = postgresServer ? "a real PostgreSQL" : "a real PostgreSQL (set TEST_DATABASE_URL to run these)";
describe.skipIf(!postgresServer)(title, () => {
  let database: PostgresDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createPostgresDatabase(postgresServer ?? "");
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query("create table signups (day date, n int); create sequence s;");
    await client.query("insert into signups values ('2026-11-26', 3), ('2026-11-27', 4), ('2026-11-27', 5)");
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  test.each([
    ["select sum(n) from signups where day = $1", 9],
    ["select count(*) from signups where day <= $1::date;", 3],
    ["with late as (select * from signups) select max(n) from late", 5],
    ["select 12.50::numeric", 12.5],
    ["select -0.1::float8", -0.1],
    ["select 9007199254740992::bigint", 2 ** 53],
    ["values (7)", 7],
  ])("%s gives %d", async (query, value) => {
    expect(await ask(query, database.url)).toMatchObject({ ok: true, value: { value } });
  });

  test.each([
    ["select n from signups", "many-rows"],
    ["select generate_series(1, 1000000000)", "many-rows"],
    ["select n from signups where day > $1", "no-rows"],
    ["select null::int", "not-a-number"],
    ["select true", "not-a-number"],
    ["select '12'", "not-a-number"],
    ["select ''", "not-a-number"],
    ["select 'NaN'::float8", "not-a-number"],
    ["select 'NaN'::numeric", "not-a-number"],
    ["select 'Infinity'::float8", "not-a-number"],
    ["select 1e400::numeric", "not-a-number"],
    ["select 9007199254740993::bigint", "not-a-number"],
    ["select 1, 2", "misconfigured"],
    ["select", "misconfigured"],
    ["nonsense", "misconfigured"],
    ["select * from missing", "misconfigured"],
    ["insert into signups values ('2026-11-27', 1) returning n", "misconfigured"],
    ["with x as (delete from signups returning n) select n from x", "misconfigured"],
    ["select nextval('s')", "misconfigured"],
    ["select 1; delete from signups", "misconfigured"],
    ["select 1; commit; delete from signups", "misconfigured"],
  ])("%s is refused as %s", async (query, kind) => {
    expect(await ask(query, database.url)).toMatchObject({ ok: false, error: { kind } });
    expect((await client.query("select from signups")).rowCount).toBe(3);
  });

  test("a query that takes too long is ended on the server, too", async () => {
    const limits = { ...QUICK, timeoutMs: 500 };
    expect(await ask("select pg_sleep(60), 1", database.url, limits)).toMatchObject({
      error: { kind: "timeout" },
    });
    await vi.waitFor(async () => expect((await connections()).rowCount).toBe(0), { timeout: 60_000 });
  });

  test("no connection stays open", async () => {
    await ask("select 1", database.url);
    await vi.waitFor(async () => expect((await connections()).rowCount).toBe(0), { timeout: 60_000 });
  });
  const connections = () =>
    client.query(
      "select from pg_stat_activity where application_name = 'Ourcome metric source' and datname = current_database()",
    );

  test("a wrong database is misconfigured, and its name stays out of the log", async () => {
    const url = new URL(database.url);
    url.pathname = "no_such_place";
    const fetched = await ask("select 1", url.href);
    expect(fetched).toMatchObject({ error: { kind: "misconfigured", detail: "PostgreSQL's error 3D000" } });
    expect(fetched.logged.join()).not.toContain("no_such_place");
  });
});

test("a server that isn't there is unreachable", async () => {
  const url = `postgres://ann:s3cret@127.0.0.1:${await freePort()}/db`;
  const fetched = await ask("select 1", url);
  expect(fetched).toMatchObject({ error: { kind: "unreachable" } });
  expect(fetched.logged.join()).not.toContain("s3cret");
});

test("a server that never answers is given up", async () => {
  const server = createServer((socket) => void socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fetched = await ask("select 1", `postgres://127.0.0.1:${port}/db`, { ...QUICK, timeoutMs: 300 });
  expect(fetched).toMatchObject({ error: { kind: "timeout" } });
  await new Promise((resolve) => server.close(resolve));
});
