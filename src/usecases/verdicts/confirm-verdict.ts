import { type Bet, isOpenVerdict, type VerdictRefusal } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, type Result } from "#domain/result.ts";
import { finaliseVerdict } from "./finalise-verdict.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

export type ConfirmRefusal =
  | VerdictRefusal
  | BetNotFound
  | { readonly kind: "own-verdict" }
  /** The trace of who settled was sealed with another server secret. */
  | { readonly kind: "settler-unreadable" };

/** "Looks right" from anyone but the person who settled makes a provisional verdict final at once. */
export async function confirmVerdict(
  { store, now }: Deps,
  input: { workspace: string; bet: string; round: number; person: string },
): Promise<Result<Bet, ConfirmRefusal>> {
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(input.workspace, input.bet);
    const team = bet && (await tx.teams.find(bet.workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    if (!isOpenVerdict(bet, input.round)) return err({ kind: "verdict-not-open", number: bet.number });
    const poll = keys.verdict(bet.id, input.round);
    if (!(await tx.ballots.isReadable(bet.workspace, poll))) return err({ kind: "settler-unreadable" });
    const answer = await tx.ballots.answerOf(bet.workspace, poll, input.person);
    if (answer === "settled") return err({ kind: "own-verdict" });
    const at = now();
    const finalised = await finaliseVerdict(tx, bet, at);
    if (finalised.ok) await recordParticipation(tx, team, input.person, "settled", at);
    return finalised;
  });
}
