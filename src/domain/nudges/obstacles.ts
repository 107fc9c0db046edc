import { DEPENDENCIES, type Mandate } from "#domain/bets/mandate.ts";

/** What a bet can wait for: by the dependency that its mandate names, or others of whom only the retro tells. */
const OBSTACLES = [...DEPENDENCIES, "others"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** So many misses that are alike in what an obstacle is read from. `waited`: the retro has votes for waiting on others. */
export type Misses = { readonly mandate: Mandate; readonly waited: boolean; readonly bets: number };

export type Touched = { readonly obstacle: Obstacle; readonly touched: number };

/** How many misses there are, and how many each obstacle touched, those with the most in front. */
export type Obstacles = { readonly misses: number; readonly touched: readonly Touched[] };

/** Under so many misses, what they have in common is chance. */
const OBSTACLES_FROM = 4;

/** An obstacle that touched fewer, or a smaller share of the misses, is no pattern. */
const TOUCHED_FROM = 3;
const SHARE_FROM = 1 / 3;

/** Each miss counts once: by its mandate, which says what for, or else by its retro. */
export function obstacles(missed: readonly Misses[]): Obstacles {
  const count = (which: (one: Misses) => boolean) =>
    missed.filter(which).reduce((sum, { bets }) => sum + bets, 0);
  return {
    misses: count(() => true),
    touched: OBSTACLES.map((obstacle) => ({
      obstacle,
      touched: count((one) => obstacleOf(one) === obstacle),
    }))
      .filter(({ touched }) => touched > 0)
      .sort((a, b) => b.touched - a.touched),
  };
}

/** How many more misses it takes to say what they have in common. */
export const moreMisses = ({ misses }: Obstacles): number => Math.max(0, OBSTACLES_FROM - misses);

/** Those that are a pattern; none under the minimum of misses. */
export const patternsOf = ({ misses, touched }: Obstacles): readonly Touched[] =>
  misses < OBSTACLES_FROM
    ? []
    : touched.filter((one) => one.touched >= Math.max(TOUCHED_FROM, misses * SHARE_FROM));

const obstacleOf = ({ mandate, waited }: Misses): Obstacle | undefined =>
  mandate.dependency ?? (waited ? "others" : undefined);
