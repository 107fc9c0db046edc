import { boundsOf, daysOf, quarterNamed, type Quarter } from "#domain/calendar/quarter.ts";
import { composeRecap, type Recap } from "#domain/recaps/recap.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team's recap of a quarter as of a moment. */
export async function readRecap(
  { store }: Deps,
  { team, quarter, at }: { team: Team; quarter: Quarter; at: Temporal.Instant },
): Promise<Recap> {
  const { workspace, id } = team;
  const period = periodOf(team, quarter, at);
  const settled = await store.bets.settledWithin(workspace, id, period);
  const cited = settled.flatMap(({ cites }) => cites ?? []);
  const goals = await store.goals.ofTeam(workspace, id, "all");
  const keyResults = goals.flatMap((goal) => goal.keyResults.map((keyResult) => keyResult.id));
  const bets = [
    ...settled,
    ...(await store.bets.placedWithin(workspace, id, period)),
    ...(await store.bets.serving(workspace, keyResults)),
    ...(await store.bets.citing(workspace, cited)),
  ];
  const learnings = [
    ...(await store.learnings.addedWithin(workspace, id, period)),
    ...(await store.learnings.findAll(workspace, cited)),
  ];
  const retros = await store.retros.ofBets(
    workspace,
    settled.map((bet) => bet.id),
  );
  const pooled = await store.retros.pooledWithin(workspace, id, period);
  const participation = await store.participation.find({
    workspace,
    team: id,
    quarter: daysOf(quarter).from,
  });
  return composeRecap({
    team,
    quarter,
    at,
    bets: distinct(bets),
    running:
      (await store.bets.unsettled(workspace, id)).filter(
        ({ placedAt }) => Temporal.Instant.compare(placedAt, period.until) < 0,
      ).length + (await store.bets.settledLater(workspace, id, period.until)),
    retros,
    reasons: await Promise.all(
      distinct([...retros.filter(({ preMortem }) => preMortem === "shown"), ...pooled]).map(
        async (retro) => ({ retro, reasons: await store.preMortems.reasons(workspace, retro.id) }),
      ),
    ),
    learnings: distinct(learnings),
    nextSteps: await store.nextSteps.openOfTeam(workspace, id),
    goals,
    pulses: await store.pulses.closedWithin(workspace, id, period),
    ...(participation?.spread && { spread: participation.spread }),
  });
}

/** The part of a quarter that is over at a moment; what was done at this very moment is part of it. */
function periodOf(team: Team, quarter: Quarter, at: Temporal.Instant) {
  const { from, until } = boundsOf(quarter, team);
  const isOver = Temporal.Instant.compare(until, at) <= 0;
  return { from, until: isOver ? until : at.add({ milliseconds: 1 }) };
}

const distinct = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

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
