import { type Bet, isOpenVerdict, type VerdictRefusal } from "#domain/bet.ts";
import { keys } from "#domain/delivery.ts";
import { err, type Result } from "#domain/result.ts";
import { conclude } from "./conclude-bet.ts";
import type { Deps } from "./deps.ts";
import type { BetNotFound } from "./find-bet.ts";

/** "Looks right", said by somebody else than the one who settled, makes a provisional verdict final at once. */
export async function confirmVerdict(
  { store, now, newId }: Deps,
  input: { workspace: string; bet: string; round: number; person: string },
): Promise<Result<Bet, VerdictRefusal | BetNotFound | { readonly kind: "own-verdict" }>> {
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(input.workspace, input.bet);
    if (!bet) return err({ kind: "bet-not-found" });
    if (!isOpenVerdict(bet, input.round)) return err({ kind: "verdict-not-open", number: bet.number });
    const poll = keys.verdict(bet.id, input.round);
    const said = await tx.ballots.answerOf(bet.workspace, poll, input.person);
    if (said === "settled") return err({ kind: "own-verdict" });
    return conclude(tx, bet, now(), newId);
  });
}
