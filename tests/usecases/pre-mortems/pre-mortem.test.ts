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
/** Who is in the channel and may vote; nothing while Slack says nothing. */
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

test("a person's texts that come at the same moment: one stays", async () => {
  const texts = ["one", "two", "three"];
  await Promise.all(texts.map((text) => write("ana", text)));
  expect(await writers()).toBe(1);
  expect(texts).toContain(await own("ana"));
  expect(await own("ben")).toBeUndefined();
});

test("texts that meet the settling are all kept, or told that it is settled", async () => {
  await write("ana", "before");
  const [ben, settled, cat] = await Promise.all([write("ben", "meanwhile"), settle(), write("cat", "late")]);
  expect([settled.ok, ben.ok]).toEqual([true, true]);
  expect(cat).toEqual({ ok: false, error: { kind: "already-settled", number: 1 } });
  expect(await write("ana", undefined)).toMatchObject({ ok: false });
  expect(await writers()).toBe(2);
});

test("of many that unseal at once, one does; nobody's text is there twice", async () => {
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

test("the order is by chance: it is neither that of the writing nor that of the people", async () => {
  const orders = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const poll = `poll-${round}`;
    await store.ballots.open(W, poll);
    for (const person of ["ana", "ben", "cat"]) await store.sealedTexts.write(W, poll, person, [person]);
    orders.add((await store.sealedTexts.mixed(W, poll)).join());
  }
  // Six orders there are; all twelve alike is a chance of one in 360 million.
  expect(orders.size).toBeGreaterThan(1);
});

test("while Slack does not say who may write the texts wait; after a week they are destroyed, unread", async () => {
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

test("a pool that was sealed with another secret never opens, and takes no more: another begins", async () => {
  const pool = keys.preMortemPool("team", Temporal.PlainDate.from("2026-10-01"));
  await store.ballots.open(W, pool);
  await store.sealedTexts.write(W, pool, "cat", ["lost"]);
  const otherwise = withSecret(8);
  deps = { ...deps, store: otherwise };
  for (const person of ["ana", "ben"]) await write(person, "a reason");
  await settle();
  await confirm();
  await unsealPreMortem(deps, BET);
  expect(await became()).toBe("too-few");
  expect(await otherwise.sealedTexts.writers(W, pool)).toBe(2);
  expect(await otherwise.sealedTexts.by(W, pool, "ana")).toEqual(["a reason"]);
});

test.each([
  ["lowered before the retro", [4], 3],
  ["raised while the texts came, and lowered again", [3, 4], 3],
])("the threshold that somebody wrote under holds: %s", async (_, whileOpen, then) => {
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
