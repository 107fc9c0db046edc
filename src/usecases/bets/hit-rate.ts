import { type HitRate, hitRate } from "#domain/bets/hit-rate.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** How the bets of a team had come out by a moment; nothing where none was settled. */
export const hitRateBefore = async (
  store: Deps["store"],
  { workspace, id }: Team,
  before: Temporal.Instant,
): Promise<HitRate | undefined> => hitRate(await store.bets.settledBefore(workspace, id, before));
