import { type Contribution, contribution } from "#domain/goals/contribution.ts";
import type { Goal } from "#domain/goals/goal.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { type Deps, todayOf } from "#usecases/deps.ts";
import { findKeyResult, type KeyResultFacts, type KeyResultNotFound } from "./find-goal.ts";

/** Everything a key result's page shows, and today's date in its team's time zone. */
export type KeyResultPage = KeyResultFacts & {
  readonly contribution: Contribution;
  readonly today: Temporal.PlainDate;
};

export async function findKeyResultPage(
  { store, now }: Deps,
  input: { workspace: string; keyResult: string },
): Promise<Result<KeyResultPage, KeyResultNotFound>> {
  const { workspace } = input;
  const found = await findKeyResult({ store }, input);
  if (!found.ok) return found;
  const { objective, keyResult } = found.value;
  const team = await store.teams.find(workspace, objective.team);
  if (!team) return err({ kind: "key-result-not-found" });
  const bets = await store.bets.serving(workspace, [keyResult.id]);
  const today = todayOf({ now }, team);
  return ok({ objective, keyResult, contribution: contribution(keyResult, bets), today });
}

/** The contribution of the team's bets to each key result of `goals`, by key result id. */
export async function findContributions(
  { store }: Deps,
  input: { workspace: string; goals: readonly Goal[] },
): Promise<ReadonlyMap<string, Contribution>> {
  const keyResults = input.goals.flatMap((goal) => goal.keyResults.map(({ id }) => id));
  const bets = await store.bets.serving(input.workspace, keyResults);
  return new Map(
    input.goals.flatMap(({ keyResults }) =>
      keyResults.map((keyResult) => [keyResult.id, contribution(keyResult, bets)] as const),
    ),
  );
}
