import { afterAll, beforeAll, expect, test } from "vitest";
import { addBet, addTeam } from "#tests/support/ledger.ts";
import { type CountedStore, countedStore } from "#tests/support/counted-store.ts";
import { castConfidence } from "#usecases/confidence/cast-confidence.ts";
import type { Deps } from "#usecases/deps.ts";
import { takeReading } from "#usecases/readings/take-reading.ts";
import { claimRequest } from "#usecases/requests/claim-request.ts";
import { findBet } from "#usecases/bets/find-bet.ts";

const NOW = Temporal.Instant.from("2026-10-01T10:00:00Z");
const reading = {
  value: 35,
  takenOn: Temporal.PlainDate.from("2026-10-01"),
  evidence: "before-after",
} as const;

let counted: CountedStore;
let deps: Deps;
let bet: { workspace: string; bet: string };
let ids = 0;
beforeAll(async () => {
  counted = await countedStore();
  deps = { store: counted.store, now: () => NOW, newId: () => `id-${(ids += 1)}` };
  const team = await addTeam(counted.store, "C1", "Growth");
  const { id, workspace } = await addBet(counted.store, team, {
    number: 1,
    confidence: { kind: "sealed", closesAt: NOW.add({ hours: 48 }), hasVotes: false },
  });
  await counted.store.ballots.open(workspace, `confidence/${id}`);
  bet = { workspace, bet: id };
});
afterAll(() => counted[Symbol.asyncDispose]());

const request = (id: string) => claimRequest(deps, { workspace: bet.workspace, request: id });

/** The maximum number of queries and transactions of each act. Raise one only for a good reason. */
const ACTS: readonly (readonly [
  name: string,
  act: () => Promise<unknown>,
  queries: number,
  commits: number,
])[] = [
  ["a request", () => request(deps.newId()), 1, 1],
  [
    "sixteen requests in one turn",
    () => Promise.all(Array.from({ length: 16 }, () => request(deps.newId()))),
    16,
    1,
  ],
  ["a vote", () => castConfidence(deps, { ...bet, person: deps.newId(), percent: 70 }), 15, 1],
  ["a reading", () => takeReading(deps, { ...bet, reading, person: "U1" }), 16, 1],
  ["a card", () => findBet(deps, bet), 12, 0],
];

test.each(ACTS)(
  "%s stays within its limits of queries and transactions, and prepares no new statement",
  async (_name, act, queries, commits) => {
    await act();
    const counts = await counted.count(act);
    expect(counts.queries).toBeLessThanOrEqual(queries);
    expect(counts.transactions).toBe(commits);
    expect(counts.prepared).toBe(0);
  },
);
