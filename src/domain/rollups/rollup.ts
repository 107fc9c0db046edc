import { type HitRate, hitRate } from "#domain/bets/hit-rate.ts";
import { isOwn, type Mandate } from "#domain/bets/mandate.ts";
import { type Obstacles, obstacles } from "#domain/nudges/obstacles.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { isMiss, type Verdict } from "#domain/verdicts/verdict.ts";

/** A team's settled bets with the same verdict and mandate; `waited`: how many have votes for waiting on others. */
export type TeamSettledGroup = {
  readonly team: string;
  readonly verdict: Verdict["kind"];
  readonly mandate: Mandate;
  readonly bets: number;
  readonly waited: number;
};

/** All teams of a workspace together; never by team. */
export type Rollup = {
  readonly teams: number;
  readonly all: HitRate;
  readonly own?: HitRate;
  readonly handedDown?: HitRate;
  readonly obstacles: Obstacles;
};

/** How many more teams a roll-up needs. */
export type TooFewTeams = { readonly kind: "too-few-teams"; readonly more: number };

/** With two teams, each could subtract its own numbers and get the other's. */
const MIN_TEAMS = 3;

/** How far back results count; the same as for the digest's nudges. */
const RESULTS_PERIOD = Temporal.Duration.from({ months: 6 });
export const rollupSince = (now: Temporal.Instant): Temporal.Instant =>
  now.toZonedDateTimeISO("UTC").subtract(RESULTS_PERIOD).toInstant();

export function rollUp(settled: readonly TeamSettledGroup[]): Result<Rollup, TooFewTeams> {
  const teams = new Set(settled.map(({ team }) => team)).size;
  const all = rateOf(settled);
  if (teams < MIN_TEAMS || !all) return err({ kind: "too-few-teams", more: MIN_TEAMS - teams });
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

function rateOf(settled: readonly TeamSettledGroup[]): HitRate | undefined {
  const sum = (groups: readonly TeamSettledGroup[]) => groups.reduce((total, { bets }) => total + bets, 0);
  return hitRate({
    hits: sum(settled.filter(({ verdict }) => verdict === "hit")),
    settled: sum(settled),
  });
}
