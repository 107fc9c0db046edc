import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";
import { enqueueOnBet } from "#usecases/deliveries/enqueue-on-bet.ts";
import { recordParticipant } from "#usecases/retros/participants.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** Adds a learning to a bet, at any time: one after the retro is worth as much. Idempotent if an `id` is given. */
export async function addLearning(
  { store, now, newId }: Deps,
  input: { workspace: string; bet: string; text: string; id?: string; person?: string },
): Promise<Result<Learning, BetNotFound>> {
  const { workspace, text, id = newId() } = input;
  return store.transaction(async (tx) => {
    const added = await tx.learnings.find(workspace, id);
    if (added) return ok(added);
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const at = now();
    const facts = { id, workspace, team: bet.team, bet: bet.id };
    const learning: Learning = { ...facts, text, votes: 0, addedAt: at };
    await tx.learnings.add(learning);
    await enqueueOnBet(tx, bet, {
      key: keys.learning(learning.id),
      kind: "learning",
      subject: learning.id,
      dueAt: at,
    });
    await recordParticipant(tx, bet, input.person);
    await recordParticipation(tx, team, input.person, "learned", at);
    return ok(learning);
  });
}
