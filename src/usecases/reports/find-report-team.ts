import { boundsOfPeriod, type Period } from "#domain/reports/period.ts";
import { err, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { findNamedTeam, type NamedTeamRefusal } from "#usecases/teams/find-named-team.ts";

export type ReportRefusal = NamedTeamRefusal | { readonly kind: "period-ahead" };

/** The team that an operator means, if the period has begun for it. */
export async function findReportTeam(
  deps: Deps,
  { team: typed, period, at }: { team: string; period: Period; at: Temporal.Instant },
): Promise<Result<Team, ReportRefusal>> {
  const team = await findNamedTeam(deps, typed);
  if (!team.ok) return team;
  const hasBegun = Temporal.Instant.compare(boundsOfPeriod(period, team.value).from, at) <= 0;
  return hasBegun ? team : err({ kind: "period-ahead" });
}
