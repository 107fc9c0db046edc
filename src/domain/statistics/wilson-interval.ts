/** Bounds of a proportion, from 0 to 1. */
export type Interval = { readonly low: number; readonly high: number };

/** The standard normal distribution's 97.5 % quantile, for a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * The 95 % score interval of a proportion: the true proportions that fit this many successes in this many trials.
 * Undefined without trials. Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
 */
export function wilson(successes: number, trials: number): Interval | undefined {
  if (trials === 0) return undefined;
  const share = successes / trials;
  const shrink = 1 + Z ** 2 / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / shrink;
  const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
