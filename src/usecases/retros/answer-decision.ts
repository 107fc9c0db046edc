import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { DecisionAnswer } from "#domain/retros/retro.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { RetroNotFound } from "./find-retro.ts";
import { recordParticipant } from "./participants.ts";

export type AnswerRefusal =
  | RetroNotFound
  | { readonly kind: "retro-closed" }
  | { readonly kind: "decision-unreadable" }
  | { readonly kind: "decision-asked-once" };

/** Casts or changes a person's anonymous answer to "would the team place the bet again?" while the retro is open. */
export async function answerDecision(
  { store, now }: Deps,
  input: { workspace: string; retro: string; person: string; answer: DecisionAnswer },
): Promise<Result<DecisionAnswer, AnswerRefusal>> {
  const { workspace, person, answer } = input;
  return store.transaction(async (tx) => {
    const retro = await tx.retros.find(workspace, input.retro);
    const team = retro && (await tx.teams.find(workspace, retro.team));
    if (!retro || !team) return err({ kind: "retro-not-found" });
    if (!(await tx.retros.lockOpen(workspace, retro.id))) return err({ kind: "retro-closed" });
    if (await tx.retros.decision(workspace, retro.id)) return err({ kind: "decision-asked-once" });
    const poll = keys.retroDecision(retro.id);
    if (!(await tx.ballots.isReadable(workspace, poll))) return err({ kind: "decision-unreadable" });
    await tx.ballots.cast(workspace, poll, person, answer);
    const bet = await tx.bets.find(workspace, retro.bet);
    if (bet) await recordParticipant(tx, bet, person);
    await recordParticipation(tx, team, person, "voted", now());
    return ok(answer);
  });
}
