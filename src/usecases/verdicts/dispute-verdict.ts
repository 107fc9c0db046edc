import { type Bet, dispute, isOpenVerdict, type VerdictRefusal } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Ledger } from "#store/store.ts";
import { threadOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

/** The bet's thread; the verdict's own if an earlier version posted that in the channel alone. */
async function threadOfDispute(
  tx: Ledger,
  bet: Bet,
  { verdict, at }: { readonly verdict: string; readonly at: Temporal.Instant },
): Promise<string> {
  const posted = await tx.deliveries.find(bet.workspace, verdict);
  return posted && posted.threadOf === undefined ? verdict : threadOfBet(tx, bet, at);
}

/** Disputes a provisional verdict, with a reason and no name, and destroys the trace of who settled. */
export async function disputeVerdict(
  { store, now }: Deps,
  input: { workspace: string; bet: string; round: number; reason: string; person?: string },
): Promise<Result<Bet, VerdictRefusal | BetNotFound>> {
  const { workspace, round } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    if (!isOpenVerdict(bet, round)) return err({ kind: "verdict-not-open", number: bet.number });
    const at = now();
    const disputed = dispute(bet, team.timeZone, at);
    if (!disputed.ok) return disputed;
    if (!(await tx.bets.save(disputed.value, "provisional")))
      return err({ kind: "verdict-not-open", number: bet.number });

    const verdict = keys.verdict(bet.id, round);
    await tx.disputes.add(workspace, bet.id, round, input.reason, at);
    await tx.ballots.close(workspace, verdict);
    await tx.deliveries.markStale(workspace, verdict);
    await tx.deliveries.markStale(workspace, keys.card(bet.id));
    await tx.deliveries.markPromptsStale(workspace, bet.id);
    await tx.deliveries.enqueue({
      workspace,
      team: bet.team,
      key: keys.dispute(bet.id, round),
      kind: "dispute",
      subject: `${bet.id}/${round}`,
      threadOf: await threadOfDispute(tx, bet, { verdict, at }),
      dueAt: at,
    });
    await recordParticipation(tx, team, input.person, "settled", at);
    return ok(disputed.value);
  });
}
