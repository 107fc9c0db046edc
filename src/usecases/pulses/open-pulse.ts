import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { nextPulseFrom, occasionOf, PULSE_QUESTIONS, pulseCloses } from "#domain/pulses/pulse.ts";
import type { Ledger } from "#store/store.ts";

/** Asks the team of a bet how it is, now that its retro is closed; at most every two weeks, and only where it wants to be asked. */
export async function openPulse(
  tx: Ledger,
  { workspace, id, team, state }: Bet,
  now: Temporal.Instant,
): Promise<void> {
  // Named by its bet, so that one that opens again from a backup is found where it was posted before.
  if (await tx.pulses.find(workspace, id)) return;
  if (!(await tx.teams.takePulse(workspace, team, now, nextPulseFrom(now)))) return;
  const asked = await tx.teams.find(workspace, team);
  if (!asked) return;
  const occasion = state.kind === "open" ? undefined : occasionOf(state.outcome.verdict);
  const closesAt = pulseCloses(now);
  const threshold = asked.anonymityThreshold;
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
