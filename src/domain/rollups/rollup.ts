import { type HitRate, hitRate } from "#domain/bets/hit-rate.ts";
import { isOwn, type Mandate } from "#domain/bets/mandate.ts";
import { type Obstacles, obstacles } from "#domain/nudges/obstacles.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { isMiss, type Verdict } from "#domain/verdicts/verdict.ts";

/** How many settled bets of a team are alike, and of how many of them the retro has votes for waiting on others. */
export type SettledGroup = {
  readonly team: string;
  readonly verdict: Verdict["kind"];
  readonly mandate: Mandate;
  readonly bets: number;
  readonly waited: number;
};

/** A workspace's teams in sum; never by team. */
export type Rollup = {
  readonly teams: number;
  readonly all: HitRate;
  readonly own?: HitRate;
  readonly handedDown?: HitRate;
  readonly obstacles: Obstacles;
};

/** How many more teams it takes. */
export type TooFewTeams = { readonly kind: "too-few-teams"; readonly more: number };

/** Of two teams each could subtract itself, and have the other. */
const TEAMS_FROM = 3;

/** Sums count so far back, as the results in a digest's thoughts do. */
const RESULTS = Temporal.Duration.from({ months: 6 });
export const rollupSince = (now: Temporal.Instant): Temporal.Instant =>
  now.toZonedDateTimeISO("UTC").subtract(RESULTS).toInstant();

export function rollUp(settled: readonly SettledGroup[]): Result<Rollup, TooFewTeams> {
  const teams = new Set(settled.map(({ team }) => team)).size;
  const all = rateOf(settled);
  if (teams < TEAMS_FROM || !all) return err({ kind: "too-few-teams", more: TEAMS_FROM - teams });
  const own = rateOf(settled.filter(({ mandate }) => isOwn(mandate)));
  const handedDown = rateOf(settled.filter(({ mandate }) => !isOwn(mandate)));
  const missed = settled.filter(({ verdict }) => isMiss(verdict));
  return ok({
    teams,
    all,
    ...(own && { own }),
    ...(handedDown && { handedDown }),
    obstacles: obstacles(
      missed.flatMap(({ mandate, bets, waited }) => [
        { mandate, waited: true, bets: waited },
        { mandate, waited: false, bets: bets - waited },
      ]),
    ),
  });
}

function rateOf(settled: readonly SettledGroup[]): HitRate | undefined {
  const sum = (alike: readonly SettledGroup[]) => alike.reduce((total, { bets }) => total + bets, 0);
  return hitRate({
    hits: sum(settled.filter(({ verdict }) => verdict === "hit")),
    settled: sum(settled),
  });
}
