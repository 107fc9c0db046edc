import { type HitRate, hitRate } from "./hit-rate.ts";
import type { SettledGroup } from "#domain/bets/settled-groups.ts";
import type { FinalBet } from "./bet.ts";
import { isOwn } from "./mandate.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";

/** Apart those of our own and handed down, released by us alone and not. Absent where none is settled. */
export type TrackRecord = {
  readonly all?: HitRate;
  readonly own?: HitRate;
  readonly handedDown?: HitRate;
  readonly alone?: HitRate;
  readonly blocked?: HitRate;
};

export const trackRecord = (settled: readonly SettledGroup[]): TrackRecord => ({
  ...rate("all", settled),
  ...rate(
    "own",
    settled.filter(({ mandate }) => isOwn(mandate)),
  ),
  ...rate(
    "handedDown",
    settled.filter(({ mandate }) => !isOwn(mandate)),
  ),
  ...rate(
    "alone",
    settled.filter(({ mandate }) => !mandate.dependency),
  ),
  ...rate(
    "blocked",
    settled.filter(({ mandate }) => mandate.dependency),
  ),
});

function rate<Name extends string>(name: Name, settled: readonly SettledGroup[]): { [N in Name]?: HitRate } {
  const sum = (groups: readonly SettledGroup[]) => groups.reduce((total, { bets }) => total + bets, 0);
  const hits = sum(settled.filter(({ verdict }) => verdict === "hit"));
  const known = hitRate({ hits, settled: sum(settled) });
  return (known ? { [name]: known } : {}) as { [N in Name]?: HitRate };
}

/** The share of what a bet aimed for that it realised. */
export type RealisedShare = { readonly number: number; readonly share: number };

export const MOST_REALISED = 20;

/** Of the bets settled last, in the order they were; a verdict that was said has no share. */
export const realisedShares = (settled: readonly FinalBet[]): RealisedShare[] =>
  settled
    .toSorted((a, b) => Temporal.Instant.compare(a.state.settledAt, b.state.settledAt) || a.number - b.number)
    .flatMap(({ number, state: { outcome } }) =>
      isComputed(outcome.verdict) ? [{ number, share: outcome.verdict.progress }] : [],
    )
    .slice(-MOST_REALISED);
