import { DEPENDENCIES, type Mandate } from "#domain/bets/mandate.ts";

/** What can hold up a bet: the dependency its mandate names, or others that only its retro mentions. */
const OBSTACLES = [...DEPENDENCIES, "others"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** A number of misses with the same mandate and `waited`: whether the retro has votes for waiting on others. */
export type MissGroup = { readonly mandate: Mandate; readonly waited: boolean; readonly bets: number };

export type Touched = { readonly obstacle: Obstacle; readonly touched: number };

/** How many misses there are, and how many each obstacle touched, the most first. */
export type Obstacles = { readonly misses: number; readonly touched: readonly Touched[] };

/** With fewer misses, what they have in common is chance. */
const MIN_MISSES = 4;

/** An obstacle that touched fewer misses, or a smaller share of them, is no pattern. */
const MIN_TOUCHED = 3;
const MIN_SHARE = 1 / 3;

/** Counts each miss once: by its mandate, which says what it waited for, otherwise by its retro. */
export function obstacles(missed: readonly MissGroup[]): Obstacles {
  const count = (matches: (group: MissGroup) => boolean) =>
    missed.filter(matches).reduce((sum, { bets }) => sum + bets, 0);
  return {
    misses: count(() => true),
    touched: OBSTACLES.map((obstacle) => ({
      obstacle,
      touched: count((group) => obstacleOf(group) === obstacle),
    }))
      .filter(({ touched }) => touched > 0)
      .sort((a, b) => b.touched - a.touched),
  };
}

/** How many more misses it takes to look for patterns. */
export const missesNeeded = ({ misses }: Obstacles): number => Math.max(0, MIN_MISSES - misses);

/** The obstacles that form a pattern; none below the minimum of misses. */
export const patternsOf = ({ misses, touched }: Obstacles): readonly Touched[] =>
  misses < MIN_MISSES
    ? []
    : touched.filter((obstacle) => obstacle.touched >= Math.max(MIN_TOUCHED, misses * MIN_SHARE));

const obstacleOf = ({ mandate, waited }: MissGroup): Obstacle | undefined =>
  mandate.dependency ?? (waited ? "others" : undefined);
