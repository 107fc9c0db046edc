import { err, ok, type Result } from "#domain/result.ts";
import { reopen, type Retro, type RetroRefusal } from "#domain/retros/retro.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { updateRetroMessages } from "./close-retro.ts";
import { openParticipants } from "./participants.ts";
import type { Deps } from "#usecases/deps.ts";
import type { RetroNotFound } from "./find-retro.ts";

/**
 * Reopens a closed retro for a day. Votes on themes and learnings resume; the anonymous question isn't asked again, unless
 * nobody answered it.
 */
export async function reopenRetro(
  { store, now }: Deps,
  input: { workspace: string; retro: string },
): Promise<Result<Retro, RetroNotFound | RetroRefusal>> {
  const { workspace } = input;
  return store.transaction(async (tx) => {
    const retro = await tx.retros.find(workspace, input.retro);
    if (!retro) return err({ kind: "retro-not-found" });
    const closesAt = reopen(retro, now());
    if (!closesAt.ok) return closesAt;
    if (!(await tx.retros.reopen(workspace, retro.id, closesAt.value))) return err({ kind: "retro-open" });
    const threshold = (await tx.teams.find(workspace, retro.team))?.anonymityThreshold;
    if (retro.state.kind === "closed" && retro.state.tally.decision.kind === "none")
      await tx.ballots.open(workspace, keys.retroDecision(retro.id), threshold);
    await openParticipants(tx, retro);
    await updateRetroMessages(tx, retro);
    return ok({ ...retro, reopened: true, state: { kind: "open", closesAt: closesAt.value } });
  });
}
