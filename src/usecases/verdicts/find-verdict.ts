import type { Result } from "#domain/result.ts";
import { type BetFacts, type BetNotFound, findBet } from "#usecases/bets/find-bet.ts";
import { hasOwnThread } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import { findRetro, type RetroFacts } from "#usecases/retros/find-retro.ts";

/** What the line on a verdict shows. Without its retro if that was opened in a thread of its own. */
export type VerdictFacts = BetFacts & { readonly retroFacts?: RetroFacts };

export async function findVerdict(
  deps: Deps,
  input: { workspace: string; bet: string },
): Promise<Result<VerdictFacts, BetNotFound>> {
  const { store } = deps;
  const { workspace } = input;
  const found = await findBet(deps, input);
  if (!found.ok || found.value.bet.state.kind !== "final") return found;
  const retro = await store.retros.ofBet(workspace, found.value.bet.id);
  if (!retro || (await hasOwnThread(store, workspace, retro.id))) return found;
  const retroFacts = await findRetro(deps, { workspace, retro: retro.id });
  return retroFacts.ok ? { ok: true, value: { ...found.value, retroFacts: retroFacts.value } } : found;
}
