import { type HitRate, hitRate } from "./hit-rate.ts";
import type { SettledGroup } from "#domain/bets/settled-groups.ts";
import type { FinalBet } from "./bet.ts";
import { isOwn } from "./mandate.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";

/** Hit rates: of all bets, by who chose them, and by whether the team can release alone. Absent if none is settled. */
export type TrackRecord = {
  readonly all?: HitRate;
  readonly own?: HitRate;
  readonly handedDown?: HitRate;
  readonly releasable?: HitRate;
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
    "releasable",
    settled.filter(({ mandate }) => !mandate.dependency),
  ),
  ...rate(
    "blocked",
    settled.filter(({ mandate }) => mandate.dependency),
  ),
});

function rate<Name extends keyof TrackRecord>(
  name: Name,
  settled: readonly SettledGroup[],
): { [N in Name]?: HitRate } {
  const sum = (groups: readonly SettledGroup[]) => groups.reduce((total, { bets }) => total + bets, 0);
  const hits = sum(settled.filter(({ verdict }) => verdict === "hit"));
  const result = hitRate({ hits, settled: sum(settled) });
  return (result ? { [name]: result } : {}) as { [N in Name]?: HitRate };
}

/** How much of the change it aimed for a bet realised: 1 is all of it. */
export type RealisedShare = { readonly number: number; readonly share: number };

export const MAX_REALISED_SHARES = 20;

/** Of the latest settled bets, oldest first. A declared verdict has no share. */
export const realisedShares = (settled: readonly FinalBet[]): RealisedShare[] =>
  settled
    .toSorted((a, b) => Temporal.Instant.compare(a.state.settledAt, b.state.settledAt) || a.number - b.number)
    .flatMap(({ number, state: { outcome } }) =>
      isComputed(outcome.verdict) ? [{ number, share: outcome.verdict.progress }] : [],
    )
    .slice(-MAX_REALISED_SHARES);
