import { composeWeek, type Week, weekBefore, type WeekFacts } from "#domain/digests/digest.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { FinalBet } from "#domain/bets/bet.ts";
import { withoutSettled } from "#domain/bets/settled-groups.ts";
import { MAX_REALISED_SHARES, realisedShares } from "#domain/bets/track-record.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";

/** The moment of a digest as the subject of its delivery. Fixed length, so that it sorts as text. */
export const momentSubject = (moment: Temporal.Instant): string =>
  moment.toString({ smallestUnit: "millisecond" });

export type WeekInput = {
  readonly workspace: string;
  readonly team: string;
  readonly until: Temporal.Instant;
};

/** What reading takes: a store, or a transaction. */
export type WeekSource = { readonly store: Ledger };

/** The team's seven days up to a moment, and its latest pulse. */
export const readWeek = async (source: WeekSource, input: WeekInput): Promise<Week | undefined> => {
  const facts = await readFacts(source, input, undefined);
  return facts && composeWeek(facts);
};

/** The team's seven days up to a moment, with a pulse only if it closed in them. */
export async function readLastDays(source: WeekSource, input: WeekInput): Promise<Week | undefined> {
  const facts = await readFacts(source, input, undefined);
  return facts && composeWeek({ ...facts, pulseFrom: facts.from });
}

/**
 * The period of the digest of a moment: everything since the digest before that was posted, so that neither a skipped
 * one nor a quiet week loses anything.
 */
export async function readDigestWeek(source: WeekSource, input: WeekInput): Promise<Week | undefined> {
  const { workspace, team, until } = input;
  const moment = momentSubject(until);
  const posted = await source.store.deliveries.digestBefore(workspace, team, moment);
  const quiet = await source.store.digests.quietBefore(workspace, team, moment);
  const since = posted === undefined ? "the-beginning" : Temporal.Instant.from(posted);
  const facts = await readFacts(source, input, since);
  if (!facts) return undefined;
  const coveredUntil = quiet === undefined ? facts.from : later(facts.from, Temporal.Instant.from(quiet));
  return composeWeek({ ...facts, coveredUntil, pulseFrom: facts.from });
}

async function readFacts(
  { store }: WeekSource,
  { workspace, team: id, until }: WeekInput,
  since: Temporal.Instant | "the-beginning" | undefined,
): Promise<WeekFacts | undefined> {
  const team = await store.teams.find(workspace, id);
  if (!team) return undefined;
  const aWeek = weekBefore(until, team.timeZone);
  const from = since === "the-beginning" ? earlier(team.createdAt, aWeek) : (since ?? aWeek);
  const { bets, ...history } = await historyOf(store, team, { from, until });
  const participation = await store.participation.find({
    workspace,
    team: id,
    quarter: quarterAt(team, until).quarter,
  });
  const goals = await store.goals.ofTeam(workspace, id);
  const keyResults = goals.flatMap((goal) => goal.keyResults.map((keyResult) => keyResult.id));
  return {
    team,
    from,
    until,
    ...history,
    ...(await learningsOf(store, team, { from, until }, bets)),
    bets: distinct([
      ...bets,
      ...(await store.bets.unsettled(workspace, id)),
      ...(await store.bets.serving(workspace, keyResults)),
      ...(await store.bets.citing(workspace, citedBy(bets))),
    ]),
    nextSteps: await store.nextSteps.openOfTeam(workspace, id),
    goals,
    pulses: await store.pulses.lastOfTeam(workspace, id, PULSES),
    ...(participation?.spread && { spread: participation.spread }),
  };
}

type Period = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** More than a quarter's, and the last one before it that was counted. */
const PULSES = 20;

const FAR_AHEAD = Temporal.Instant.from("9999-12-31T00:00:00Z");

/** The bets that became final in the week, and what all that became final before it ended add up to. */
async function historyOf(
  store: Ledger,
  { workspace, id }: Team,
  { from, until }: Period,
): Promise<Pick<WeekFacts, "record" | "realised"> & { readonly bets: FinalBet[] }> {
  // A digest may be rendered after its moment: what became final since is taken off again.
  const since = await store.bets.settledWithin(workspace, id, { from: until, until: FAR_AHEAD });
  const last = await store.bets.lastMeasured(workspace, id, { until, limit: MAX_REALISED_SHARES });
  return {
    bets: await store.bets.settledWithin(workspace, id, { from, until }),
    record: withoutSettled(await store.bets.settledGroups(workspace, id), since),
    realised: realisedShares(last),
  };
}

/** The learnings that may be told in the week or that its bets build on, with the retros that say when and whether. */
async function learningsOf(
  store: Ledger,
  { workspace, id }: Team,
  { from, until }: Period,
  bets: readonly FinalBet[],
): Promise<Pick<WeekFacts, "learnings" | "retros">> {
  const closed = await store.retros.closedSince(workspace, id, from);
  const learnings = distinct([
    ...(await store.learnings.addedWithin(workspace, id, { from, until })),
    ...(await store.learnings.ofBets(
      workspace,
      closed.map(({ bet }) => bet),
    )),
    ...(await store.learnings.findAll(workspace, citedBy(bets))),
  ]);
  const spokenOf = [...bets.map((bet) => bet.id), ...learnings.map(({ bet }) => bet)];
  return { learnings, retros: await store.retros.ofBets(workspace, [...new Set(spokenOf)]) };
}

const citedBy = (bets: readonly FinalBet[]): string[] => bets.flatMap(({ cites }) => cites ?? []);

const distinct = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) > 0 ? a : b;

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
