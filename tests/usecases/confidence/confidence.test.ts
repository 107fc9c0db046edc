import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "#store/database/database.ts";
import { type Store, storeIn } from "#store/store.ts";
import { castConfidence } from "#usecases/confidence/cast-confidence.ts";
import { closeConfidence, closeWhenAllVoted } from "#usecases/confidence/close-confidence.ts";
import { closeDueConfidence } from "#usecases/confidence/close-due-confidence.ts";
import type { PollDeps } from "#usecases/polls/electorate.ts";
import { addTeamAndBet, AT, bet, later, W } from "#tests/store/contract/facts.ts";

const BET = { workspace: W, bet: "polled" };
const KEY = "confidence/polled";
let store: Store;
let closeDatabase: () => Promise<void>;
let at = AT;
/** The channel's members, all eligible. Undefined while Slack doesn't say. */
let members: readonly string[] | undefined = [];
let deps: PollDeps;

beforeEach(async () => {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  closeDatabase = () => db.destroy();
  store = storeIn(db, new Uint8Array(32).fill(7));
  at = AT;
  members = ["ana", "ben", "cat", "dev"];
  deps = {
    store,
    now: () => at,
    newId: () => "id",
    electorate: {
      members: () => Promise.resolve(members),
      votersAmong: (_where, people) =>
        Promise.resolve(members && new Set(members.filter((one) => people.has(one)))),
    },
  };
  await addTeamAndBet(store);
  const confidence = { kind: "sealed", closesAt: later(48), hasVotes: false } as const;
  await store.bets.add(bet({ id: "polled", number: 2, confidence }));
  await store.ballots.open(W, KEY);
});
afterEach(() => closeDatabase());

const cast = (person: string, percent: 10 | 30 | 50 | 70 | 90 = 70) =>
  castConfidence(deps, { ...BET, person, percent });
const confidence = async () => (await store.bets.find(W, "polled"))?.confidence;
const ballots = async () => (await store.ballots.count(W, KEY)).size;

test("a poll takes no votes from the moment it is due to close, counted or not", async () => {
  await cast("ana");
  at = later(48);
  expect(await cast("ben")).toEqual({ ok: false, error: { kind: "confidence-closed", number: 2 } });
  expect(await cast("ana", 10)).toMatchObject({ ok: false });
  await closeDueConfidence(deps);
  expect(await confidence()).toEqual({ kind: "too-few" });
  expect(await cast("ben")).toMatchObject({ ok: false, error: { kind: "confidence-closed" } });
  expect(await ballots()).toBe(0);
});

test("of several concurrent counts, only one takes effect", async () => {
  for (const person of ["ana", "ben", "cat"]) await cast(person, person === "cat" ? 90 : 70);
  at = later(48);
  const counted = await Promise.all([1, 2, 3].map(() => closeConfidence(deps, BET)));
  expect(counted.filter(Boolean)).toHaveLength(1);
  expect(await confidence()).toMatchObject({ kind: "given", median: 70, answered: 3 });
});

test("votes racing with the last one are counted or refused, never lost", async () => {
  const votes = await Promise.all(
    ["ana", "ben", "cat", "dev", "ana"].map(async (person) => {
      const taken = await cast(person, person === "dev" ? 30 : 70);
      await closeWhenAllVoted(deps, BET);
      return taken.ok;
    }),
  );
  expect(votes.slice(0, 4)).toEqual([true, true, true, true]);
  expect(await confidence()).toMatchObject({ kind: "given", answered: 4, lowest: 30 });
});

test("votes wait while Slack doesn't say who is eligible, and are destroyed uncounted after a week", async () => {
  for (const person of ["ana", "ben", "cat"]) await cast(person);
  const membersBefore = members;
  members = undefined;
  expect(await closeWhenAllVoted(deps, BET)).toBe(false);
  at = later(48 + 7 * 24 - 1);
  await closeDueConfidence(deps);
  expect(await confidence()).toMatchObject({ kind: "sealed" });
  expect(await ballots()).toBe(1);

  at = later(48 + 7 * 24);
  await closeDueConfidence(deps);
  expect(await confidence()).toEqual({ kind: "too-few" });
  expect(await ballots()).toBe(0);
  members = membersBefore;
  expect(await closeConfidence(deps, BET)).toBe(false);
});

test("an open poll is not counted, and a missing bet is refused", async () => {
  await cast("ana");
  expect(await closeConfidence(deps, BET)).toBe(false);
  expect(await confidence()).toMatchObject({ kind: "sealed", hasVotes: true });
  expect(await closeConfidence(deps, { ...BET, bet: "none" })).toBe(false);
  expect(await closeWhenAllVoted(deps, { ...BET, bet: "none" })).toBe(false);
  expect(await cast("ana")).toMatchObject({ ok: true });
  expect(await castConfidence(deps, { ...BET, bet: "none", person: "ana", percent: 70 })).toMatchObject({
    ok: false,
    error: { kind: "bet-not-found" },
  });
});
