import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { earliestNextPulse, occasionOf, PULSE_QUESTIONS, pulseCloses } from "#domain/pulses/pulse.ts";
import type { Ledger } from "#store/store.ts";

/** Opens a pulse after a bet's retro: at most every two weeks, and only if the team wants pulses. */
export async function openPulse(
  tx: Ledger,
  { workspace, id, team, state }: Bet,
  now: Temporal.Instant,
): Promise<void> {
  // Has its bet's id, so that after a restored backup the pulse already posted is found.
  if (await tx.pulses.find(workspace, id)) return;
  if (!(await tx.teams.claimPulse(workspace, team, now, earliestNextPulse(now)))) return;
  const pulsedTeam = await tx.teams.find(workspace, team);
  if (!pulsedTeam) return;
  const occasion = state.kind === "open" ? undefined : occasionOf(state.outcome.verdict);
  const closesAt = pulseCloses(now);
  const threshold = pulsedTeam.anonymityThreshold;
  await tx.pulses.add({
    id,
    workspace,
    team,
    openedAt: now,
    closesAt,
    threshold,
    ...(occasion && { occasion }),
  });
  for (const question of PULSE_QUESTIONS) await tx.ballots.open(workspace, keys.pulseQuestion(id, question));
  await tx.deliveries.enqueue({
    workspace,
    team,
    key: keys.pulse(id),
    kind: "pulse",
    subject: id,
    dueAt: now,
  });
}
