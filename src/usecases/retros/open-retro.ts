import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { retroCloses } from "#domain/retros/retro.ts";
import type { Ledger } from "#store/store.ts";
import { threadOfRetro } from "#usecases/deliveries/thread-of-bet.ts";
import { openParticipants } from "./participants.ts";

/**
 * Opens the retro of a bet with a final verdict: prompts in the bet's thread. The line on the verdict invites to it. A
 * job unseals the pre-mortem.
 */
export async function openRetro(tx: Ledger, bet: Bet, now: Temporal.Instant): Promise<void> {
  const { workspace, team } = bet;
  // Has its bet's id, so that after a restored backup the retro already posted is found.
  const { id } = bet;
  const threadOf = await threadOfRetro(tx, bet, { retro: id, dueAt: now });
  const common = { workspace, team, subject: id, dueAt: now };
  const poll = keys.preMortem(bet.id);
  const sealed = (await tx.sealedTexts.writers(workspace, poll)) > 0;
  // Every text was taken back, so the key isn't needed either.
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
  await openParticipants(tx, { workspace, id });
  await tx.deliveries.enqueue({ ...common, key: keys.retroThemes(id), kind: "retro-themes", threadOf });
  await tx.deliveries.enqueue({ ...common, key: keys.retroDecision(id), kind: "retro-decision", threadOf });
}
