import { composeWeek, type Week, weekBefore, type WeekFacts } from "#domain/digests/digest.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Deps } from "#usecases/deps.ts";

/** The moment of a digest as the subject of its delivery. Fixed length, so that it sorts as text. */
export const momentSubject = (moment: Temporal.Instant): string =>
  moment.toString({ smallestUnit: "millisecond" });

type WeekInput = { readonly workspace: string; readonly team: string; readonly until: Temporal.Instant };

/** The team's seven days up to a moment, and its latest pulse. */
export const readWeek = async (deps: Deps, input: WeekInput): Promise<Week | undefined> => {
  const facts = await readFacts(deps, input, undefined);
  return facts && composeWeek(facts);
};

/** Content of the digest of a moment: everything since the previous digest, so that a skipped one loses nothing. */
export async function readDigest(deps: Deps, input: WeekInput): Promise<Week | undefined> {
  const { workspace, team, until } = input;
  const before = await deps.store.deliveries.digestBefore(workspace, team, momentSubject(until));
  const since = before === undefined ? "the-beginning" : Temporal.Instant.from(before);
  const facts = await readFacts(deps, input, since);
  return facts && composeWeek({ ...facts, pulseFrom: facts.from });
}

async function readFacts(
  { store }: Deps,
  { workspace, team: id, until }: WeekInput,
  since: Temporal.Instant | "the-beginning" | undefined,
): Promise<WeekFacts | undefined> {
  const team = await store.teams.find(workspace, id);
  if (!team) return undefined;
  const weekAgo = weekBefore(until, team.timeZone);
  const from = since === "the-beginning" ? earlier(team.createdAt, weekAgo) : (since ?? weekAgo);
  const participation = await store.participation.find({
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
    ...(participation?.spread && { hands: participation.spread }),
  };
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
