import { daysOf, quarterNamed, type Quarter } from "#domain/calendar/quarter.ts";
import { composeRecap, type Recap } from "#domain/recaps/recap.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team's recap of a quarter as of a moment. */
export async function readRecap(
  { store }: Deps,
  { team, quarter, at }: { team: Team; quarter: Quarter; at: Temporal.Instant },
): Promise<Recap> {
  const { workspace, id } = team;
  const participation = await store.participation.find({
    workspace,
    team: id,
    quarter: daysOf(quarter).from,
  });
  const retros = await store.retros.ofTeam(workspace, id);
  return composeRecap({
    team,
    quarter,
    at,
    bets: await store.bets.ofTeam(workspace, id),
    retros,
    reasons: await Promise.all(
      retros
        .filter(({ preMortem }) => preMortem === "shown" || preMortem === "pooled")
        .map(async (retro) => ({ retro, reasons: await store.preMortems.reasons(workspace, retro.id) })),
    ),
    learnings: await store.learnings.ofTeam(workspace, id),
    nextSteps: await store.nextSteps.openOfTeam(workspace, id),
    goals: await store.goals.ofTeam(workspace, id, "all"),
    pulses: await store.pulses.ofTeam(workspace, id),
    ...(participation?.spread && { hands: participation.spread }),
  });
}

/** The recap of a delivery. Undefined if its team no longer exists. */
export async function readRecapOf(
  deps: Deps,
  { workspace, team: id, subject }: { workspace: string; team: string; subject: string },
): Promise<Recap | undefined> {
  const [name = "", at = ""] = subject.split("/");
  const quarter = quarterNamed(name);
  const team = await deps.store.teams.find(workspace, id);
  return team && quarter && readRecap(deps, { team, quarter, at: Temporal.Instant.from(at) });
}
