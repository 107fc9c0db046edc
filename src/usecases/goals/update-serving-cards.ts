import { keys } from "#domain/deliveries/delivery.ts";
import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Ledger } from "#store/store.ts";

/** An objective or one of its key results reads otherwise now: so do the cards of the bets that are under way and serve it. */
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
