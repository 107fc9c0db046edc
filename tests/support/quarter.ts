import type { Bet } from "#domain/bets/bet.ts";
import type { ConfidenceResult } from "#domain/confidence/confidence.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Store } from "#store/store.ts";
import { final, instant } from "./facts.ts";
import { addBet, addLearning, addTeam } from "./ledger.ts";

const GIVEN: ConfidenceResult = { kind: "given", median: 70, lowest: 50, highest: 90, answered: 5 };
const PLACED = instant("2026-10-01T09:00:00Z");
const AGREED: ConfidenceResult = { kind: "agreed", median: 90 };

/** A team's last quarter of 2026: a bet of every outcome that matters to a report, learnings and a key result. */
export async function teamWithAQuarter(store: Store): Promise<{ team: Team; bet: Bet }> {
  const team = await addTeam(store, "C0GROWTH", "Growth");
  const { workspace, id } = team;
  await store.goals.saveObjective(
    {
      id: "objective",
      workspace,
      team: id,
      title: "Double weekly active teams",
      from: Temporal.PlainDate.from("2026-10-01"),
      until: Temporal.PlainDate.from("2026-12-31"),
      state: "open",
    },
    PLACED,
  );
  await store.goals.saveKeyResult(
    {
      id: "key-result",
      workspace,
      objective: "objective",
      metric: "weekly active teams",
      unit: "",
      baseline: 0,
      target: 100,
      current: 61,
    },
    PLACED,
  );
  const bet = await addBet(store, team, {
    number: 1,
    keyResult: "key-result",
    confidence: GIVEN,
    ...final(40, "2026-11-10T09:00:00Z"),
  });
  await addBet(store, team, { number: 2, confidence: GIVEN, ...final(37, "2026-11-11T09:00:00Z") });
  await addBet(store, team, { number: 3, confidence: AGREED, ...final(31, "2026-11-12T09:00:00Z") });
  await addBet(store, team, { number: 4, ...final("stopped-early", "2026-11-13T09:00:00Z") });
  await addBet(store, team, { number: 5, reviewOn: "2027-02-01" });
  await addLearning(store, bet, {
    text: "People who skip set-up have decided to leave",
    votes: 5,
    addedAt: instant("2026-11-12T09:00:00Z"),
  });
  await addLearning(store, bet, {
    text: "Two weeks are too short",
    addedAt: instant("2026-11-12T10:00:00Z"),
  });
  return { team, bet };
}
