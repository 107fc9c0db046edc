import { composeWeek, type Week, weekBefore, type WeekFacts } from "#domain/digests/digest.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Deps } from "#usecases/deps.ts";

/** The moment that a digest is for, as the subject of its delivery: of one length, so that it sorts as text. */
export const momentSubject = (moment: Temporal.Instant): string =>
  moment.toString({ smallestUnit: "millisecond" });

type Asked = { readonly workspace: string; readonly team: string; readonly until: Temporal.Instant };

/** The last seven days of a team, up to a moment, and its latest pulse. */
export const readWeek = async (deps: Deps, input: Asked): Promise<Week | undefined> => {
  const facts = await factsOf(deps, input, undefined);
  return facts && composeWeek(facts);
};

/** What the digest of a moment tells: all since the digest before, so that nothing is lost where one was left out. */
export async function readDigest(deps: Deps, input: Asked): Promise<Week | undefined> {
  const { workspace, team, until } = input;
  const before = await deps.store.deliveries.digestBefore(workspace, team, momentSubject(until));
  const since = before === undefined ? "the-beginning" : Temporal.Instant.from(before);
  const facts = await factsOf(deps, input, since);
  return facts && composeWeek({ ...facts, pulseFrom: facts.from });
}

async function factsOf(
  { store }: Deps,
  { workspace, team: id, until }: Asked,
  since: Temporal.Instant | "the-beginning" | undefined,
): Promise<WeekFacts | undefined> {
  const team = await store.teams.find(workspace, id);
  if (!team) return undefined;
  const aWeek = weekBefore(until, team.timeZone);
  const from = since === "the-beginning" ? earlier(team.createdAt, aWeek) : (since ?? aWeek);
  const hands = await store.participation.find({
    workspace,
    team: id,
    quarter: quarterAt(team, until).quarter,
  });
  return {
    team,
    from,
    until,
    bets: await store.bets.ofTeam(workspace, id),
    learnings: await store.learnings.ofTeam(workspace, id),
    retros: await store.retros.ofTeam(workspace, id),
    nextSteps: await store.nextSteps.openOfTeam(workspace, id),
    goals: await store.goals.ofTeam(workspace, id),
    pulses: await store.pulses.ofTeam(workspace, id),
    ...(hands?.spread && { hands: hands.spread }),
  };
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
