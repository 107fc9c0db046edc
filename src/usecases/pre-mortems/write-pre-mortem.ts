import type { Bet, SettleRefusal } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

export type PreMortemRefusal = { readonly kind: "pre-mortem-unreadable"; readonly number: number };

/** What became of a person's text. */
export type Written = { readonly bet: Bet; readonly kind: "sealed" | "taken-back" | "nothing" };

/**
 * Seals why a person thinks that the bet will fail, in place of what they wrote before; no text takes it back. Written
 * while the bet is open: who knows how it came out foresees nothing.
 */
export async function writePreMortem(
  { store, now }: Deps,
  input: { workspace: string; bet: string; person: string; text?: string | undefined },
): Promise<Result<Written, BetNotFound | SettleRefusal | PreMortemRefusal>> {
  const { workspace, person, text } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const { id, number } = bet;
    // A write to the bet's row, so that no text slips in beside the settling.
    if (!(await tx.bets.holdOpen(workspace, id))) return err({ kind: "already-settled", number });
    const poll = keys.preMortem(id);
    await tx.ballots.open(workspace, poll, team.anonymityThreshold);
    if (!(await tx.ballots.isReadable(workspace, poll)))
      return err({ kind: "pre-mortem-unreadable", number });

    const before = await tx.sealedTexts.writers(workspace, poll);
    const had = (await tx.sealedTexts.by(workspace, poll, person)).length > 0;
    await tx.sealedTexts.write(workspace, poll, person, text === undefined ? [] : [text]);
    // The card counts writers: that somebody thought again is nobody's business.
    if ((await tx.sealedTexts.writers(workspace, poll)) !== before)
      await tx.deliveries.markStale(workspace, keys.card(id));
    if (text === undefined) return ok({ bet, kind: had ? "taken-back" : "nothing" });
    await recordParticipation(tx, team, person, "voted", now());
    return ok({ bet, kind: "sealed" });
  });
}

/** What a person wrote about a bet, for that person alone; nothing when it cannot be opened. */
export async function ownPreMortem(
  { store }: Deps,
  input: { workspace: string; bet: string; person: string },
): Promise<string | undefined> {
  const poll = keys.preMortem(input.bet);
  if (!(await store.ballots.isReadable(input.workspace, poll))) return undefined;
  return (await store.sealedTexts.by(input.workspace, poll, input.person))[0];
}
