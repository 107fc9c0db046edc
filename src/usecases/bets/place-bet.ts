import { type Bet, type BetDraft, place } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { TermsRefusal } from "#domain/bets/terms.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import { followSource } from "#usecases/sources/follow-source.ts";
import type { Deps } from "#usecases/deps.ts";

export type PlaceRefusal =
  | TermsRefusal
  | { readonly kind: "team-not-found" }
  | { readonly kind: "key-result-not-found" }
  | { readonly kind: "learning-not-found" };

/** Places a bet under the team's next number and enqueues its card. Idempotent if an `id` is given. */
export async function placeBet(
  { store, now, newId }: Deps,
  input: { workspace: string; team: string; draft: BetDraft; id?: string; person?: string },
): Promise<Result<Bet, PlaceRefusal>> {
  const { workspace, draft, id = newId() } = input;
  return store.transaction(async (tx) => {
    const placed = await tx.bets.find(workspace, id);
    if (placed) return ok(placed);
    const team = await tx.teams.find(workspace, input.team);
    if (!team) return err({ kind: "team-not-found" });
    if (draft.keyResult !== undefined) {
      const goals = await tx.goals.ofTeam(workspace, team.id);
      const exists = goals.some((goal) =>
        goal.keyResults.some((keyResult) => keyResult.id === draft.keyResult),
      );
      if (!exists) return err({ kind: "key-result-not-found" });
    }
    // Learnings are private to their team's channel, so a bet can't cite another team's.
    if (draft.cites !== undefined) {
      const cited = await tx.learnings.find(workspace, draft.cites);
      if (cited?.team !== team.id) return err({ kind: "learning-not-found" });
    }
    const at = now();
    const facts = { id, workspace, team: team.id, timeZone: team.timeZone, now: at };
    const checked = place(draft, { ...facts, number: 0 });
    if (!checked.ok) return checked;

    const bet = { ...checked.value, number: await tx.teams.takeBetNumber(workspace, team.id) };
    await tx.bets.add(bet);
    await followSource(tx, { kind: "bet", subject: id }, bet.source, team, at);
    await tx.ballots.open(workspace, keys.confidence(id), team.anonymityThreshold);
    await tx.deliveries.enqueue({
      workspace,
      team: team.id,
      key: keys.card(id),
      kind: "card",
      subject: id,
      dueAt: at,
    });
    await recordParticipation(tx, team, input.person, "placed", at);
    return ok(bet);
  });
}
