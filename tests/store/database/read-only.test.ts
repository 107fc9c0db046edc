import { afterEach, describe, expect, test } from "vitest";
import type { DatabaseAddress } from "#store/database/database.ts";
import { openStore, openStoreForReading } from "#store/store.ts";
import { addTeam, databaseFile } from "#tests/support/ledger.ts";
import { createPostgresDatabase, postgresServer } from "#tests/support/postgres.ts";

const SECRET = new Uint8Array(32).fill(7);

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const addresses: Record<string, () => Promise<DatabaseAddress>> = {
  "a file": async () => {
    const ledger = databaseFile();
    cleanUps.push(() => ledger[Symbol.dispose]());
    return { kind: "file", path: ledger.path };
  },
  ...(postgresServer && {
    PostgreSQL: async () => {
      const { url, drop } = await createPostgresDatabase(postgresServer ?? "");
      cleanUps.push(drop);
      return { kind: "postgres", url };
    },
  }),
};

describe.each(Object.entries(addresses))("%s opened for reading", (_name, createAddress) => {
  async function open() {
    const address = await createAddress();
    const server = await openStore(address, SECRET);
    cleanUps.push(server.close);
    await addTeam(server.store, "C0GROWTH", "Growth");
    const reader = await openStoreForReading(address);
    cleanUps.push(reader.close);
    return { server: server.store, reader: reader.store };
  }
  const namesIn = async (store: Awaited<ReturnType<typeof open>>["server"]) =>
    (await store.teams.allWorkspaces()).map(({ name }) => name);

  test("is read beside the server, all of it as at the first query", async () => {
    const { server, reader } = await open();
    expect(await namesIn(reader)).toEqual(["Growth"]);
    await addTeam(server, "C0OTHER", "Other");
    expect(await namesIn(server)).toHaveLength(2);
    expect(await namesIn(reader)).toEqual(["Growth"]);
  });

  test("takes no change, and opens nothing that is sealed", async () => {
    const { reader } = await open();
    await expect(addTeam(reader, "C0OTHER", "Other")).rejects.toThrow(/read-?only/i);
    await expect(reader.ballots.open("T0SANDBOX", "poll")).rejects.toThrow("without the secret");
  });
});
