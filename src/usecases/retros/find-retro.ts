import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Reason } from "#domain/pre-mortems/pre-mortem.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { type DecisionResult, type Retro, wasEmpty } from "#domain/retros/retro.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { type BetFacts, findBet } from "#usecases/bets/find-bet.ts";
import { hasOwnThread } from "#usecases/deliveries/thread-of-bet.ts";
import type { Learning } from "#domain/learnings/learning.ts";
import { countParticipants } from "./participants.ts";

export type RetroNotFound = { readonly kind: "retro-not-found" };

/** Everything a retro's messages show. */
export type RetroFacts = BetFacts & {
  readonly retro: Retro;
  /** Result of the anonymous question from the first closing. It is asked only once. */
  readonly decision?: DecisionResult;
  /** The pre-mortem's reasons that are shown. */
  readonly reasons: readonly Reason[];
  readonly learnings: readonly Learning[];
  readonly nextSteps: readonly NextStep[];
  /** How many have answered or added something; 0 once it is closed. */
  readonly participants: number;
  /** Whether it has anything to show. */
  readonly isEmpty: boolean;
  /** Whether an earlier version opened it in a thread of its own, with a summary at the end. */
  readonly hasOwnThread: boolean;
};

export async function findRetro(
  deps: Deps,
  input: { workspace: string; retro: string },
): Promise<Result<RetroFacts, RetroNotFound>> {
  const { store } = deps;
  const { workspace } = input;
  const retro = await store.retros.find(workspace, input.retro);
  const facts = retro && (await findBet(deps, { workspace, bet: retro.bet }));
  if (!retro || !facts?.ok) return err({ kind: "retro-not-found" });

  const decision = await store.retros.decision(workspace, retro.id);
  const contributions = await readContributions(store, retro);
  return ok({
    ...facts.value,
    retro,
    ...(decision && { decision }),
    ...contributions,
    participants: await countParticipants(store, retro),
    isEmpty: wasEmpty(retro, contributions),
    hasOwnThread: await hasOwnThread(store, workspace, retro.id),
  });
}

/** What people added to a retro, and the reasons of its pre-mortem that are shown. */
export const readContributions = async (
  ledger: Ledger,
  { workspace, id, bet }: Retro,
): Promise<Pick<RetroFacts, "reasons" | "learnings" | "nextSteps">> => ({
  reasons: await ledger.preMortems.reasons(workspace, id),
  learnings: await ledger.learnings.ofBet(workspace, bet),
  nextSteps: await ledger.nextSteps.ofBet(workspace, bet),
});

/** A learning, and whether its retro still takes votes. */
export async function findLearning(
  { store }: Deps,
  input: { workspace: string; learning: string },
): Promise<{ learning: Learning; voting: boolean } | undefined> {
  const learning = await store.learnings.find(input.workspace, input.learning);
  const retro = learning && (await store.retros.ofBet(input.workspace, learning.bet));
  return learning && { learning, voting: retro?.state.kind !== "closed" };
}
