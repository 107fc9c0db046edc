import { keys } from "#domain/deliveries/delivery.ts";
import type { PulseQuestion, Rating } from "#domain/pulses/pulse.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { PulseNotFound } from "./find-pulse.ts";

export type PulseRefusal =
  | PulseNotFound
  | { readonly kind: "pulse-closed" }
  | { readonly kind: "pulse-unreadable" };

/** Casts or changes a person's anonymous answer to one question of an open pulse. */
export async function answerPulse(
  { store, now }: Deps,
  input: { workspace: string; pulse: string; person: string; question: PulseQuestion; rating: Rating },
): Promise<Result<{ readonly closesAt: Temporal.Instant }, PulseRefusal>> {
  const { workspace, person, question, rating } = input;
  return store.transaction(async (tx) => {
    const pulse = await tx.pulses.find(workspace, input.pulse);
    const team = pulse && (await tx.teams.find(workspace, pulse.team));
    if (!pulse || !team) return err({ kind: "pulse-not-found" });
    if (pulse.state.kind === "closed") return err({ kind: "pulse-closed" });
    const at = now();
    const poll = keys.pulseQuestion(pulse.id, question);
    if (!(await tx.ballots.isReadable(workspace, poll))) return err({ kind: "pulse-unreadable" });
    if (!(await tx.pulses.lockOpen(workspace, pulse.id, at))) return err({ kind: "pulse-closed" });
    await tx.ballots.cast(workspace, poll, person, String(rating));
    await tx.deliveries.markStale(workspace, keys.pulse(pulse.id));
    await recordParticipation(tx, team, person, "voted", at);
    return ok({ closesAt: pulse.state.closesAt });
  });
}
