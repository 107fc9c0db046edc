import { composeWeek, type Week, weekBefore } from "#domain/digest.ts";
import type { Deps } from "./deps.ts";

/** The moment that a digest is for, as the subject of its delivery: of one length, so that it sorts as text. */
export const momentSubject = (moment: Temporal.Instant): string =>
  moment.toString({ smallestUnit: "millisecond" });

/** The last seven days of a team, up to a moment. */
export const readWeek = (
  deps: Deps,
  input: { workspace: string; team: string; until: Temporal.Instant },
): Promise<Week | undefined> => weekSince(deps, input, undefined);

/** What the digest of a moment tells: all since the digest before, so that nothing is lost where one was left out. */
export async function readDigest(
  deps: Deps,
  input: { workspace: string; team: string; until: Temporal.Instant },
): Promise<Week | undefined> {
  const { workspace, team, until } = input;
  const before = await deps.store.deliveries.digestBefore(workspace, team, momentSubject(until));
  return weekSince(deps, input, before === undefined ? "the-beginning" : Temporal.Instant.from(before));
}

async function weekSince(
  { store }: Deps,
  { workspace, team: id, until }: { workspace: string; team: string; until: Temporal.Instant },
  since: Temporal.Instant | "the-beginning" | undefined,
): Promise<Week | undefined> {
  const team = await store.teams.find(workspace, id);
  if (!team) return undefined;
  const aWeek = weekBefore(until, team.timeZone);
  const from = since === "the-beginning" ? earlier(team.createdAt, aWeek) : (since ?? aWeek);
  return composeWeek({
    team,
    from,
    until,
    bets: await store.bets.ofTeam(workspace, id),
    learnings: await store.learnings.ofTeam(workspace, id),
    retros: await store.retros.ofTeam(workspace, id),
    nextSteps: await store.nextSteps.openOfTeam(workspace, id),
    goals: await store.goals.ofTeam(workspace, id),
  });
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
