import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openStore, type OpenStore } from "#store/store.ts";
import { createPostgresDatabase, type PostgresDatabase, postgresServer } from "#tests/support/postgres.ts";
import { bet, team } from "#tests/store/contract/facts.ts";
import { placeBet } from "#usecases/bets/place-bet.ts";

const SECRET = new Uint8Array(32);
const AT = Temporal.Instant.from("2026-11-02T09:00:00Z");

describe.runIf(postgresServer)("two replicas on one PostgreSQL", () => {
  let database: PostgresDatabase;
  let replicas: OpenStore[];
  const deps = (replica: OpenStore | undefined) => ({
    store: replica!.store,
    now: () => AT,
    newId: () => crypto.randomUUID(),
  });

  beforeAll(async () => {
    database = await createPostgresDatabase(postgresServer!);
    // Both migrate the empty database at the same time.
    const address = { kind: "postgres", url: database.url } as const;
    replicas = await Promise.all([openStore(address, SECRET), openStore(address, SECRET)]);
    await replicas[0]!.store.teams.add(team());
  });
  afterAll(async () => {
    for (const { close } of replicas) await close();
    await database.drop();
  });

  test("the same new form given to both at once places one bet, and both answer alike", async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `bet-${index}`);
    const placed = await Promise.all(
      ids.flatMap((id) =>
        replicas.map((replica) =>
          placeBet(deps(replica), { workspace: "T1", team: "team", draft: bet(), id }),
        ),
      ),
    );
    expect(placed.every(({ ok }) => ok)).toBe(true);
    const numbers = new Map(placed.flatMap((bet) => (bet.ok ? [[bet.value.id, bet.value.number]] : [])));
    expect([...numbers.values()].toSorted((a, b) => a - b)).toEqual(ids.map((_, index) => index + 1));
  });

  test("requests that both claim in opposite order are each new once, without a deadlock", async () => {
    const day = Temporal.PlainDate.from("2026-11-02");
    const requests = Array.from({ length: 200 }, (_, index) => `request-${index}`);
    const claims = replicas.map(({ store }, replica) =>
      Promise.all(
        (replica === 0 ? requests : requests.toReversed()).map((id) => store.requests.claim("T1", id, day)),
      ),
    );
    const [ours = [], theirs = []] = await Promise.all(claims);
    expect(ours.map((isFirst, index) => [isFirst, theirs.toReversed()[index]])).toEqual(
      ours.map((isFirst) => [isFirst, !isFirst]),
    );
  });

  test("a deadlock or a serialisation failure is run again, from the start", async () => {
    let runs = 0;
    const value = await replicas[0]!.store.transaction(async (tx) => {
      runs += 1;
      await tx.runState.set("stopped", String(runs));
      if (runs < 3) throw Object.assign(new Error("deadlock detected"), { code: "40P01" });
      return tx.runState.get("stopped");
    });
    expect([value, runs]).toEqual(["3", 3]);
  });

  test("a connection that is lost in a transaction is told from a fault of ours, and new ones are made", async () => {
    const { store } = replicas[0]!;
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    const lost = store.transaction(async (tx) => {
      await tx.runState.set("behind", "yes");
      await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      await tx.runState.set("behind", "still");
    });
    const fault: unknown = await lost.catch((thrown: unknown) => thrown);
    expect(store.databaseErrorMessage(fault)).toContain("the database does not answer");
    await admin.end();
    // The other connections of the pool were lost, too.
    await vi.waitFor(async () => expect(await store.runState.get("behind")).toBeUndefined());
  });

  test("a statement that waits for another replica's lock gives up, and says why", async () => {
    const { store } = replicas[0]!;
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await holder.query("begin; lock table teams in access exclusive mode");
    const fault: unknown = await store.teams.find("T1", "team").catch((thrown: unknown) => thrown);
    await holder.query("rollback");
    await holder.end();
    expect(store.databaseErrorMessage(fault)).toContain("holds the database's lock");
    expect(await store.teams.find("T1", "team")).toBeDefined();
  });
});
