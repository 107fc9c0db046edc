import { type HitRate, hitRate } from "#domain/bets/hit-rate.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team's hit rate over the bets settled before a moment. Undefined if there are none. */
export const hitRateBefore = async (
  store: Deps["store"],
  { workspace, id }: Team,
  before: Temporal.Instant,
): Promise<HitRate | undefined> => hitRate(await store.bets.settledBefore(workspace, id, before));
