import type { Bet } from "#domain/bets/bet.ts";
import type { BetWords, EditRefusal } from "#domain/bets/correction.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "./find-bet.ts";

/** Mends the title and the belief of an open bet, and updates the messages that show them. */
export async function editBet(
  { store }: Deps,
  input: { workspace: string; bet: string; words: BetWords },
): Promise<Result<Bet, BetNotFound | EditRefusal>> {
  const { workspace, words } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    if (!bet) return err({ kind: "bet-not-found" });
    const { id, number } = bet;
    if (!(await tx.bets.changeWords(workspace, id, words))) return err({ kind: "words-fixed", number });
    await tx.deliveries.markStale(workspace, keys.card(id));
    await tx.deliveries.markPromptsStale(workspace, id);
    const rounds = await tx.bets.rounds(workspace, id);
    for (let round = 1; round <= rounds; round += 1)
      await tx.deliveries.markStale(workspace, keys.verdict(id, round));
    return ok({ ...bet, ...words });
  });
}
