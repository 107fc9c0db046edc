import type { Bet } from "#domain/bets/bet.ts";
import type { BetWords, EditRefusal } from "#domain/bets/correction.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { followSource } from "#usecases/sources/follow-source.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "./find-bet.ts";

/**
 * Mends the title and the belief of an open bet, and updates the messages that show them. `sourced`: where its number
 * comes from, with no name if people enter it; left out, that stays as it is.
 */
export async function editBet(
  { store, now }: Deps,
  input: { workspace: string; bet: string; words: BetWords; sourced?: { readonly name: string | undefined } },
): Promise<Result<Bet, BetNotFound | EditRefusal>> {
  const { workspace, words, sourced } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const { id, number } = bet;
    if (!(await tx.bets.changeWords(workspace, id, words))) return err({ kind: "words-fixed", number });
    if (sourced && sourced.name !== bet.source) {
      await tx.bets.changeSource(workspace, id, sourced.name);
      await followSource(tx, { kind: "bet", subject: id }, sourced.name, team, now());
      await tx.deliveries.markStale(workspace, keys.noReading(id));
      await tx.deliveries.markSourceFailuresStale(workspace, id);
    }
    await tx.deliveries.markStale(workspace, keys.card(id));
    await tx.deliveries.markPromptsStale(workspace, id);
    const rounds = await tx.bets.rounds(workspace, id);
    for (let round = 1; round <= rounds; round += 1)
      await tx.deliveries.markStale(workspace, keys.verdict(id, round));
    return ok({ ...bet, ...words });
  });
}
