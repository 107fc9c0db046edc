import { afterEach, beforeEach, expect, test } from "vitest";
import { keys } from "#domain/deliveries/delivery.ts";
import { openDatabase } from "#store/database/database.ts";
import { type Store, storeIn } from "#store/store.ts";
import { addTeamAndBet, AT, later, team, W } from "#tests/store/contract/facts.ts";
import { confirmVerdict } from "#usecases/verdicts/confirm-verdict.ts";
import type { PollDeps } from "#usecases/polls/electorate.ts";
import { settleBet } from "#usecases/verdicts/settle-bet.ts";
import { unsealDuePreMortems, unsealPreMortem } from "#usecases/pre-mortems/unseal-pre-mortem.ts";
import { ownPreMortem, writePreMortem } from "#usecases/pre-mortems/write-pre-mortem.ts";

const BET = { workspace: W, bet: "bet" };
let store: Store;
let withSecret: (filled: number) => Store;
let closeDatabase: () => Promise<void>;
let at = AT;
/** The channel's members, all eligible. Undefined while Slack doesn't say. */
let members: readonly string[] | undefined = [];
let deps: PollDeps;

beforeEach(async () => {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  closeDatabase = () => db.destroy();
  withSecret = (filled) => storeIn(db, new Uint8Array(32).fill(filled));
  store = withSecret(7);
  at = AT;
  members = ["ana", "ben", "cat", "dev"];
  deps = {
    store,
    now: () => at,
    newId: () => "retro",
    electorate: {
      members: () => Promise.resolve(members),
      votersAmong: (_where, people) =>
        Promise.resolve(members && new Set(members.filter((one) => people.has(one)))),
    },
  };
  await addTeamAndBet(store);
});
afterEach(() => closeDatabase());

const write = (person: string, text: string | undefined) => writePreMortem(deps, { ...BET, person, text });
const own = (person: string) => ownPreMortem(deps, { ...BET, person });
const settle = () =>
  settleBet(deps, { ...BET, settling: { kind: "stopped-early", reason: "Enough" }, person: "ana" });
const confirm = () => confirmVerdict(deps, { ...BET, round: 1, person: "ben" });
const shown = async () => (await store.preMortems.reasons(W, BET.bet)).map(({ text }) => text);
const became = async () => (await store.retros.find(W, BET.bet))?.preMortem;
const writers = () => store.sealedTexts.writers(W, keys.preMortem("bet"));

test("of a person's concurrent texts, one is kept", async () => {
  const texts = ["one", "two", "three"];
  await Promise.all(texts.map((text) => write("ana", text)));
  expect(await writers()).toBe(1);
  expect(texts).toContain(await own("ana"));
  expect(await own("ben")).toBeUndefined();
});

test("texts racing with the settlement are kept, or refused as already settled", async () => {
  await write("ana", "before");
  const [ben, settled, cat] = await Promise.all([write("ben", "meanwhile"), settle(), write("cat", "late")]);
  expect([settled.ok, ben.ok]).toEqual([true, true]);
  expect(cat).toEqual({ ok: false, error: { kind: "already-settled", number: 1 } });
  expect(await write("ana", undefined)).toMatchObject({ ok: false });
  expect(await writers()).toBe(2);
});

test("of several concurrent unsealings, only one takes effect and no text is duplicated", async () => {
  for (const person of ["ana", "ben", "cat"]) await write(person, `by ${person}`);
  await settle();
  await confirm();
  const unsealed = await Promise.all([1, 2, 3].map(() => unsealPreMortem(deps, BET)));
  expect(unsealed.filter(Boolean)).toHaveLength(1);
  expect((await shown()).toSorted()).toEqual(["by ana", "by ben", "by cat"]);
  expect(await became()).toBe("shown");
  expect(await writers()).toBe(0);
  expect(await store.ballots.isReadable(W, keys.preMortem("bet"))).toBe(false);
});

test("the order is random, neither by time nor by person", async () => {
  const orders = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const poll = `poll-${round}`;
    await store.ballots.open(W, poll);
    for (const person of ["ana", "ben", "cat"]) await store.sealedTexts.write(W, poll, person, [person]);
    orders.add((await store.sealedTexts.allShuffled(W, poll)).join());
  }
  // There are six orders: all twelve are alike once in 360 million runs.
  expect(orders.size).toBeGreaterThan(1);
});

test("texts wait while Slack doesn't say who is eligible, and are destroyed unread after a week", async () => {
  for (const person of ["ana", "ben", "cat"]) await write(person, "a reason");
  await settle();
  await confirm();
  members = undefined;
  at = later(7 * 24 - 1);
  await unsealDuePreMortems(deps);
  expect([await became(), await writers()]).toEqual(["sealed", 3]);
  at = later(7 * 24);
  await unsealDuePreMortems(deps);
  expect([await became(), await writers(), await shown()]).toEqual(["unread", 0, []]);
});

test("a pool sealed with another secret is replaced by a new one", async () => {
  const pool = keys.preMortemPool("team", Temporal.PlainDate.from("2026-10-01"));
  await store.ballots.open(W, pool);
  await store.sealedTexts.write(W, pool, "cat", ["lost"]);
  const storeWithNewSecret = withSecret(8);
  deps = { ...deps, store: storeWithNewSecret };
  for (const person of ["ana", "ben"]) await write(person, "a reason");
  await settle();
  await confirm();
  await unsealPreMortem(deps, BET);
  expect(await became()).toBe("too-few");
  expect(await storeWithNewSecret.sealedTexts.writers(W, pool)).toBe(2);
  expect(await storeWithNewSecret.sealedTexts.textsOf(W, pool, "ana")).toEqual(["a reason"]);
});

test.each([
  ["lowered before the retro", [4], 3],
  ["raised while texts came in, then lowered again", [3, 4], 3],
])("the threshold in force when a text was written applies: %s", async (_, whileOpen, then) => {
  const people = ["ana", "ben", "cat"];
  for (const [index, threshold] of whileOpen.entries()) {
    await store.teams.save(team({ anonymityThreshold: threshold }));
    for (const person of people.slice(index)) await write(person, `by ${person}`);
  }
  await store.teams.save(team({ anonymityThreshold: then }));
  await settle();
  await confirm();
  await unsealPreMortem(deps, BET);
  expect(await became()).toBe("too-few");
  expect(await writers()).toBe(0);
  const pool = keys.preMortemPool("team", Temporal.PlainDate.from("2026-10-01"));
  expect(await store.sealedTexts.writers(W, pool)).toBe(3);
});
