import type { FinalBet } from "#domain/bets/bet.ts";
import { withoutSettled } from "#domain/bets/settled-groups.ts";
import { boundsOf, daysOf, quarterBefore, quarterNamed, type Quarter } from "#domain/calendar/quarter.ts";
import type { NudgeKind } from "#domain/nudges/nudge.ts";
import { composeRecap, type Recap } from "#domain/recaps/recap.ts";
import type { Retro } from "#domain/retros/retro.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Store } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team's recap of a quarter as of a moment. */
export async function readRecap(
  { store }: Deps,
  { team, quarter, at }: { team: Team; quarter: Quarter; at: Temporal.Instant },
): Promise<Recap> {
  const { workspace, id } = team;
  const period = periodOf(team, quarter, at);
  const settled = await store.bets.settledWithin(workspace, id, period);
  const before = await store.bets.settledWithin(workspace, id, boundsOf(quarterBefore(quarter), team));
  const cited = settled.flatMap(({ cites }) => cites ?? []);
  const goals = await store.goals.ofTeam(workspace, id, "all");
  const keyResults = goals.flatMap((goal) => goal.keyResults.map((keyResult) => keyResult.id));
  const bets = [
    ...settled,
    ...before,
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
    [...settled, ...before].map((bet) => bet.id),
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
    shipped: await store.bets.shippedWithin(workspace, id, shippingDays(team, quarter, at)),
    retros,
    reasons: await Promise.all(
      distinct([...retros.filter(isShownOf(settled)), ...pooled]).map(async (retro) => ({
        retro,
        reasons: await store.preMortems.reasons(workspace, retro.id),
      })),
    ),
    learnings: distinct(learnings),
    nextSteps: await store.nextSteps.openOfTeam(workspace, id),
    goals,
    pulses: await store.pulses.closedWithin(workspace, id, period),
    ...(participation?.spread && { spread: participation.spread }),
    record: withoutSettled(await store.bets.settledGroups(workspace, id), settled),
    leftOut: await patternsLeftOut(store, team, { quarter, at }),
  });
}

const isShownOf =
  (bets: readonly FinalBet[]) =>
  ({ preMortem, bet }: Retro): boolean =>
    preMortem === "shown" && bets.some(({ id }) => id === bet);

/** What the team has silenced, and what its digest of the same day says already. */
async function patternsLeftOut(
  store: Store,
  { workspace, id, timeZone }: Team,
  { quarter, at }: { quarter: Quarter; at: Temporal.Instant },
): Promise<ReadonlySet<NudgeKind>> {
  const today = at.toZonedDateTimeISO(timeZone);
  // What was silenced for a quarter stays out of its recap, which comes when that silence is over.
  const { until } = daysOf(quarter);
  const lastDay = Temporal.PlainDate.compare(today, until) < 0 ? today.toPlainDate() : until;
  const silenced = await store.nudges.silenced(workspace, id, lastDay);
  const told = await store.nudges.toldSince(workspace, id, today.startOfDay().toInstant());
  const toldToday = told.filter((one) => Temporal.Instant.compare(one.at, at) <= 0);
  return new Set([...silenced.map(({ kind }) => kind), ...toldToday.map(({ nudge }) => nudge.kind)]);
}

/** The part of a quarter that is over at a moment; what was done at this very moment is part of it. */
function periodOf(team: Team, quarter: Quarter, at: Temporal.Instant) {
  const { from, until } = boundsOf(quarter, team);
  const isOver = Temporal.Instant.compare(until, at) <= 0;
  return { from, until: isOver ? until : at.add({ milliseconds: 1 }) };
}

/** The days of a quarter that are over at a moment, and that day itself. */
function shippingDays({ timeZone }: Team, quarter: Quarter, at: Temporal.Instant) {
  const { from, until } = daysOf(quarter);
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  return { from, until: Temporal.PlainDate.compare(today, until) < 0 ? today : until };
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
