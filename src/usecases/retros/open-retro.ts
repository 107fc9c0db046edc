import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { retroCloses } from "#domain/retros/retro.ts";
import type { Ledger } from "#store/store.ts";

/** Opens the retro of a bet whose verdict is final: a message in the channel, the prompts in its thread. What was written before is unsealed next. */
export async function openRetro(tx: Ledger, bet: Bet, now: Temporal.Instant): Promise<void> {
  const { workspace, team } = bet;
  // What a job owes is named by what it is about: opened again from a backup, it is found where it was posted before.
  const { id } = bet;
  const threadOf = keys.retro(id);
  const owed = { workspace, team, subject: id, dueAt: now };
  const poll = keys.preMortem(bet.id);
  const sealed = (await tx.sealedTexts.writers(workspace, poll)) > 0;
  // All was taken back: the key goes as well.
  if (!sealed) await tx.ballots.close(workspace, poll);
  await tx.retros.add({
    id,
    workspace,
    team,
    bet: bet.id,
    openedAt: now,
    closesAt: retroCloses(now),
    ...(sealed && { preMortem: "sealed" as const }),
  });
  const threshold = (await tx.teams.find(workspace, team))?.anonymityThreshold;
  await tx.ballots.open(workspace, keys.retroDecision(id), threshold);
  await tx.deliveries.enqueue({ ...owed, key: threadOf, kind: "retro" });
  await tx.deliveries.enqueue({ ...owed, key: keys.retroThemes(id), kind: "retro-themes", threadOf });
  await tx.deliveries.enqueue({ ...owed, key: keys.retroDecision(id), kind: "retro-decision", threadOf });
}
