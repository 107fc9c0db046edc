import type { Bet, SettleRefusal } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

export type PreMortemRefusal = { readonly kind: "pre-mortem-unreadable"; readonly number: number };

export type PreMortemChange = { readonly bet: Bet; readonly kind: "sealed" | "taken-back" | "nothing" };

/**
 * Seals why a person thinks the bet will fail, replacing any earlier text of theirs; without a text, takes it back. Only
 * while the bet is open: after that it would be hindsight.
 */
export async function writePreMortem(
  { store, now }: Deps,
  input: { workspace: string; bet: string; person: string; text?: string | undefined },
): Promise<Result<PreMortemChange, BetNotFound | SettleRefusal | PreMortemRefusal>> {
  const { workspace, person, text } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const { id, number } = bet;
    // Writes to the bet's row, so that no text slips in while the bet is being settled.
    if (!(await tx.bets.lockOpen(workspace, id))) return err({ kind: "already-settled", number });
    const poll = keys.preMortem(id);
    await tx.ballots.open(workspace, poll, team.anonymityThreshold);
    if (!(await tx.ballots.isReadable(workspace, poll)))
      return err({ kind: "pre-mortem-unreadable", number });

    const writersBefore = await tx.sealedTexts.writers(workspace, poll);
    const hadText = (await tx.sealedTexts.textsOf(workspace, poll, person)).length > 0;
    await tx.sealedTexts.write(workspace, poll, person, text === undefined ? [] : [text]);
    // The card shows only the number of writers: an update must not reveal that someone rewrote their text.
    if ((await tx.sealedTexts.writers(workspace, poll)) !== writersBefore)
      await tx.deliveries.markStale(workspace, keys.card(id));
    if (text === undefined) return ok({ bet, kind: hadText ? "taken-back" : "nothing" });
    await recordParticipation(tx, team, person, "voted", now());
    return ok({ bet, kind: "sealed" });
  });
}

/** A person's own text on a bet, for that person only. Undefined if there is none or it can't be opened. */
export async function ownPreMortem(
  { store }: Deps,
  input: { workspace: string; bet: string; person: string },
): Promise<string | undefined> {
  const poll = keys.preMortem(input.bet);
  if (!(await store.ballots.isReadable(input.workspace, poll))) return undefined;
  return (await store.sealedTexts.textsOf(input.workspace, poll, input.person))[0];
}
