import { expect, test } from "vitest";
import { AT, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const asked = { workspace: W, token: "token", key: "a key", content: "POST /bets {}" };
const answer = { status: 201, body: '{"number":1}', team: "team" };

export function idempotencyKeysContract(the: TestStore): void {
  let ids = 0;
  const claim = (request = asked, after = 0) => {
    const at = AT.add({ seconds: after });
    ids += 1;
    const given = { newId: `id-${ids}`, at, staleBefore: at.subtract({ seconds: 60 }) };
    return the.store.idempotencyKeys.claim(request, given);
  };

  test("lets one of several claims of a key at once run", async () => {
    const claims = await Promise.all([claim(), claim(), claim()]);
    expect(claims.map(({ kind }) => kind).toSorted()).toEqual(["claimed", "running", "running"]);
  });

  test("answers the same request alike, and refuses another with its key", async () => {
    await claim();
    await the.store.idempotencyKeys.record(asked, answer);
    expect(await claim()).toEqual({ kind: "answered", status: 201, body: answer.body });
    expect(await claim({ ...asked, content: "POST /bets {1}" })).toEqual({ kind: "other-request" });
    for (const other of [{ token: "other" }, { key: "another" }, { workspace: "T2" }])
      expect(await claim({ ...asked, ...other })).toMatchObject({ kind: "claimed" });
  });

  test("frees the key of a request that was refused", async () => {
    await claim();
    await the.store.idempotencyKeys.release(asked);
    expect(await claim({ ...asked, content: "POST /bets {1}" })).toMatchObject({ kind: "claimed" });
  });

  test("hands a claim that a crash left over, once, with the id that it had", async () => {
    const first = await claim();
    expect(await claim(asked, 60)).toEqual({ kind: "running" });
    const taken = await Promise.all([claim(asked, 61), claim(asked, 61)]);
    expect(taken).toContainEqual(first);
    expect(taken).toContainEqual({ kind: "running" });
  });

  test("forgets keys from before a moment", async () => {
    await claim();
    await the.store.idempotencyKeys.deleteBefore(AT);
    expect(await claim()).toEqual({ kind: "running" });
    await the.store.idempotencyKeys.deleteBefore(AT.add({ seconds: 1 }));
    expect(await claim()).toMatchObject({ kind: "claimed" });
  });

  test("keeps neither the key nor the request, only hashes", async () => {
    await claim();
    const [row] = await the.db.selectFrom("idempotency_keys").selectAll().execute();
    expect(JSON.stringify(row)).not.toMatch(/a key|POST/);
  });
}
