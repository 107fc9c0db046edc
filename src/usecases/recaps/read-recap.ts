import { daysOf, quarterNamed, type Quarter } from "#domain/calendar/quarter.ts";
import { composeRecap, type Recap } from "#domain/recaps/recap.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A quarter of a team as it stands at a moment. */
export async function readRecap(
  { store }: Deps,
  { team, quarter, at }: { team: Team; quarter: Quarter; at: Temporal.Instant },
): Promise<Recap> {
  const { workspace, id } = team;
  const hands = await store.participation.find({ workspace, team: id, quarter: daysOf(quarter).from });
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
    ...(hands?.spread && { hands: hands.spread }),
  });
}

/** The recap that a delivery is about; nothing where its team is gone. */
export async function readRecapOf(
  deps: Deps,
  { workspace, team: id, subject }: { workspace: string; team: string; subject: string },
): Promise<Recap | undefined> {
  const [name = "", at = ""] = subject.split("/");
  const quarter = quarterNamed(name);
  const team = await deps.store.teams.find(workspace, id);
  return team && quarter && readRecap(deps, { team, quarter, at: Temporal.Instant.from(at) });
}
