import { type Across, acrossSince, sumAcross, type TooFewTeams } from "#domain/rollups/rollup.ts";
import type { Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";

/** The teams of a workspace in sum, from three on. */
export const lookAcross = async (
  { store, now }: Deps,
  workspace: string,
): Promise<Result<Across, TooFewTeams>> =>
  sumAcross(await store.sums.settledSince(workspace, acrossSince(now())));
