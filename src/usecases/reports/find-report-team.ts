import { boundsOfPeriod, type Period } from "#domain/reports/period.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { isNameOf, type Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

export type ReportRefusal =
  | { readonly kind: "no-team"; readonly teams: readonly Team[] }
  /** Several teams have this name. */
  | { readonly kind: "many-teams"; readonly teams: readonly Team[] }
  | { readonly kind: "period-ahead" };

/** The team that an operator means by its name, or by its channel's id where several teams share the name. */
export async function findReportTeam(
  { store }: Deps,
  { team: typed, period, at }: { team: string; period: Period; at: Temporal.Instant },
): Promise<Result<Team, ReportRefusal>> {
  const teams = await store.teams.allWorkspaces();
  const named = teams.filter((team) => team.channel === typed.trim() || isNameOf(team, typed));
  const [team] = named;
  if (!team) return err({ kind: "no-team", teams });
  if (named.length > 1) return err({ kind: "many-teams", teams: named });
  const hasBegun = Temporal.Instant.compare(boundsOfPeriod(period, team).from, at) <= 0;
  return hasBegun ? ok(team) : err({ kind: "period-ahead" });
}
