import { isOnTop, keepOnTop, type Learning, type TopFull } from "#domain/learnings/learning.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";

export type KeepRefusal = TopFull | { readonly kind: "learning-gone" };

type LearningRef = { readonly workspace: string; readonly learning: string };

/** Puts a learning on top of its team's. Not refused if it already is there. */
export const keepLearning = (
  { store, now }: Deps,
  { workspace, learning: id }: LearningRef,
): Promise<Result<Learning, KeepRefusal>> =>
  store.transaction(async (tx) => {
    const learning = await tx.learnings.find(workspace, id);
    if (!learning) return err({ kind: "learning-gone" });
    const onTop = (await tx.learnings.ofTeam(workspace, learning.team)).filter(isOnTop);
    const kept = keepOnTop(learning, onTop, now());
    if (kept.ok && kept.value !== learning) await tx.learnings.keep(workspace, id, kept.value.keptAt);
    return kept;
  });

/** Takes a learning off the top. Not refused if it isn't there. */
export const takeLearningOff = (
  { store }: Deps,
  { workspace, learning: id }: LearningRef,
): Promise<Result<Learning, KeepRefusal>> =>
  store.transaction(async (tx) => {
    const learning = await tx.learnings.find(workspace, id);
    if (!learning) return err({ kind: "learning-gone" });
    const { keptAt, ...others } = learning;
    if (keptAt) await tx.learnings.keep(workspace, id, undefined);
    return ok(others);
  });
