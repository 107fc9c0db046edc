import { keys } from "#domain/deliveries/delivery.ts";
import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Ledger } from "#store/store.ts";

/** Marks cards stale whose bets serve an objective (or only one of its key results) and have no final verdict. */
export async function updateServingCards(
  tx: Ledger,
  { workspace, team, id }: Objective,
  only?: KeyResult,
): Promise<void> {
  const goals = await tx.goals.ofTeam(workspace, team, "all");
  const keyResults = goals.find(({ objective }) => objective.id === id)?.keyResults ?? [];
  const served = (only ? [only] : keyResults).map((keyResult) => keyResult.id);
  for (const bet of await tx.bets.serving(workspace, served))
    if (bet.state.kind !== "final") await tx.deliveries.markStale(workspace, keys.card(bet.id));
}
