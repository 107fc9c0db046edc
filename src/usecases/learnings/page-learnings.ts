import type { Learning } from "#domain/learnings/learning.ts";
import type { Team } from "#domain/teams/team.ts";
import type { LearningPlace } from "#store/learnings/learnings.ts";
import type { Deps } from "#usecases/deps.ts";
import { listLearnings } from "./list-learnings.ts";

/** What a team learned, the newest first: at most `limit` after a place, and whether there are more. */
export async function pageLearnings(
  deps: Deps,
  team: Team,
  { after, text = "" }: { readonly after?: LearningPlace; readonly text?: string },
  limit: number,
): Promise<{ readonly learnings: readonly Learning[]; readonly more: boolean }> {
  const { workspace, id } = team;
  const found =
    text.trim() === ""
      ? await deps.store.learnings.page(workspace, id, { ...(after && { after }), limit: limit + 1 })
      : await withWords(deps, team, text, after);
  return { learnings: found.slice(0, limit), more: found.length > limit };
}

async function withWords(
  deps: Deps,
  team: Team,
  text: string,
  after: LearningPlace | undefined,
): Promise<Learning[]> {
  const { learnings } = await listLearnings(deps, team, text, 0);
  return learnings
    .map(({ learning }) => learning)
    .toSorted(newestFirst)
    .filter((learning) => !after || newestFirst(after, learning) < 0);
}

const newestFirst = (a: LearningPlace, b: LearningPlace): number =>
  Temporal.Instant.compare(b.addedAt, a.addedAt) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
