import { keys } from "#domain/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { DecisionAnswer, DecisionResult, Retro, RetroTally } from "#domain/retro.ts";
import { tallyDecision } from "#domain/tally.ts";
import type { Team } from "#domain/team.ts";
import type { Ledger } from "#store/store.ts";
import { type ClosingDeps, countVotes } from "./count-votes.ts";
import type { RetroNotFound } from "./find-retro.ts";

export type CloseRefusal =
  | RetroNotFound
  | { readonly kind: "retro-closed" }
  | { readonly kind: "votes-unreadable" };

/** Closes a retro: counts the votes, destroys the anonymous ballots, and owes the summary. */
export async function closeRetro(
  { store, now, readVotes }: ClosingDeps,
  input: { workspace: string; retro: string },
): Promise<Result<Retro, CloseRefusal>> {
  const { workspace } = input;
  const retro = await store.retros.find(workspace, input.retro);
  const team = retro && (await store.teams.find(workspace, retro.team));
  if (!retro || !team) return err({ kind: "retro-not-found" });
  if (retro.state.kind === "closed") return err({ kind: "retro-closed" });

  // Slack is asked before the transaction, which must await nothing but itself.
  const counted = await countVotes({ store, readVotes }, retro, team);
  if (!counted) return err({ kind: "votes-unreadable" });

  return store.transaction(async (tx) => {
    const decision = await decide(tx, retro, team);
    const closedAt = now();
    const tally: RetroTally = { themes: counted.themes, decision };
    if (!(await tx.retros.close(workspace, retro.id, tally, closedAt))) return err({ kind: "retro-closed" });
    for (const [learning, votes] of counted.learnings) await tx.learnings.tally(workspace, learning, votes);
    await tx.ballots.close(workspace, keys.retroDecision(retro.id));
    await oweSummary(tx, retro, closedAt);
    return ok({ ...retro, state: { kind: "closed", closedAt, tally } });
  });
}

/** The anonymous question is asked once: a retro that was reopened keeps what it gave. */
async function decide(tx: Ledger, { workspace, id }: Retro, team: Team): Promise<DecisionResult> {
  const before = await tx.retros.decision(workspace, id);
  if (before) return before;
  const counts = await tx.ballots.count(workspace, keys.retroDecision(id));
  const of = (answer: DecisionAnswer) => counts.get(answer) ?? 0;
  return tallyDecision({ again: of("again"), notAgain: of("not-again") }, team.anonymityThreshold);
}

async function oweSummary(tx: Ledger, retro: Retro, dueAt: Temporal.Instant): Promise<void> {
  const { workspace, team, id } = retro;
  const key = keys.retroSummary(id);
  await tx.deliveries.owe({
    workspace,
    team,
    key,
    kind: "retro-summary",
    subject: id,
    threadOf: keys.retro(id),
    dueAt,
  });
  await touchRetro(tx, retro);
}

/** Everything that shows whether a retro is open is drawn again. */
export async function touchRetro(tx: Ledger, { workspace, id }: Retro): Promise<void> {
  const shown = [keys.retro(id), keys.retroThemes(id), keys.retroDecision(id), keys.retroSummary(id)];
  for (const key of shown) await tx.deliveries.touch(workspace, key);
}
