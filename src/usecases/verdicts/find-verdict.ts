import { ok, type Result } from "#domain/result.ts";
import { type BetFacts, type BetNotFound, findBet } from "#usecases/bets/find-bet.ts";
import { hasOwnThread } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import { findRetro, type RetroFacts } from "#usecases/retros/find-retro.ts";

/** What the line on a verdict shows. Without its retro if that was opened in a thread of its own. */
export type VerdictFacts = BetFacts & {
  readonly retroFacts?: RetroFacts;
  /** Whether it is the team's first verdict; once that is final, whether its retro is the team's first. */
  readonly isFirst?: boolean;
};

export async function findVerdict(
  deps: Deps,
  input: { workspace: string; bet: string },
): Promise<Result<VerdictFacts, BetNotFound>> {
  const { store } = deps;
  const { workspace } = input;
  const found = await findBet(deps, input);
  if (!found.ok) return found;
  const { bet } = found.value;
  if (bet.state.kind === "provisional") {
    const isFirst = bet.state.round === 1 && !(await store.bets.anyOtherSettled(workspace, bet));
    return ok({ ...found.value, isFirst });
  }
  if (bet.state.kind === "open") return found;
  const retro = await store.retros.ofBet(workspace, bet.id);
  if (!retro || (await hasOwnThread(store, workspace, retro.id))) return found;
  const retroFacts = await findRetro(deps, { workspace, retro: retro.id });
  if (!retroFacts.ok) return found;
  const isFirst = !(await store.retros.anyOpenedBefore(workspace, bet.team, retro.openedAt));
  return ok({ ...found.value, retroFacts: retroFacts.value, isFirst });
}
