import { boundsOf } from "#domain/calendar/quarter.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { type Period, quartersOf } from "#domain/reports/period.ts";
import { composeReport, type Report } from "#domain/reports/report.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";

const ALWAYS = {
  from: Temporal.Instant.from("0001-01-01T00:00:00Z"),
  until: Temporal.Instant.from("9999-12-31T00:00:00Z"),
};

/** A team's quarter or year as of a moment: its recaps, and the bets that they only count. */
export async function readReport(
  deps: Deps,
  { team, period, at }: { team: Team; period: Period; at: Temporal.Instant },
): Promise<Report> {
  const { store } = deps;
  const { workspace, id } = team;
  const recaps: Recap[] = [];
  for (const quarter of quartersOf(period)) {
    const hasBegun = Temporal.Instant.compare(boundsOf(quarter, team).from, at) <= 0;
    if (hasBegun) recaps.push(await readRecap(deps, { team, quarter, at }));
  }
  const bets = [
    ...(await store.bets.settledWithin(workspace, id, ALWAYS)),
    ...(await store.bets.unsettled(workspace, id)),
  ];
  return composeReport({ team, period, at, recaps, bets });
}
