import { type Rollup, rollupSince, rollUp, type TooFewTeams } from "#domain/rollups/rollup.ts";
import type { Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";

/** Rolls up the teams of a workspace, if there are at least three. */
export const readRollup = async (
  { store, now }: Deps,
  workspace: string,
): Promise<Result<Rollup, TooFewTeams>> =>
  rollUp(await store.rollups.settledSince(workspace, rollupSince(now())));
