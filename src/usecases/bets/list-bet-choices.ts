import type { HitRate } from "#domain/bets/hit-rate.ts";
import type { Goal } from "#domain/goals/goal.ts";
import type { SourceName } from "#domain/sources/source.ts";
import type { Team } from "#domain/teams/team.ts";
import { hitRateBefore } from "./hit-rate.ts";
import type { SourceDeps } from "#usecases/sources/deps.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** How many of the team's last bets to look at for metrics. */
const LAST_BETS = 10;

/**
 * What the team can tie a bet to (its open goals, and its learnings, newest first), the metrics of its last bets, and its
 * hit rate so far.
 */
export type BetChoices = {
  readonly goals: readonly Goal[];
  readonly learnings: readonly Learning[];
  readonly metrics: readonly string[];
  /** The operator's metric sources. */
  readonly sources: readonly SourceName[];
  readonly baseRate: HitRate | undefined;
};

export const listBetChoices = async (
  { store, now, sources }: SourceDeps,
  team: Team,
): Promise<BetChoices> => ({
  goals: await store.goals.ofTeam(team.workspace, team.id),
  learnings: await store.learnings.ofTeam(team.workspace, team.id),
  metrics: await store.bets.lastMetrics(team.workspace, team.id, LAST_BETS),
  sources: sources.names(),
  baseRate: await hitRateBefore(store, team, now()),
});
