import { keys } from "#domain/deliveries/delivery.ts";
import type { ParticipationAct } from "#domain/participation/participation.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";

/**
 * Counts an act for the person who did it, kept as a hash under the quarter's key, which is destroyed with the quarter.
 * Of votes it only keeps that there was one, not how many or on what. Call it where the act takes effect, so that a
 * repeated one counts once. Without a person nothing is counted.
 */
export async function recordParticipation(
  tx: Ledger,
  team: Team,
  person: string | undefined,
  act: ParticipationAct,
  at: Temporal.Instant,
): Promise<void> {
  if (person === undefined) return;
  const { workspace, anonymityThreshold } = team;
  const { quarter, endsAt } = quarterAt(team, at);
  await tx.participation.recordAct(
    { workspace, team: team.id, quarter },
    endsAt,
    act === "voted" ? undefined : act,
  );

  const key = keys.participation(team.id, quarter);
  await tx.ballots.open(workspace, key, anonymityThreshold);
  // Counts under another server secret can't be read any more, so counting starts over.
  if (!(await tx.ballots.isReadable(workspace, key))) {
    await tx.ballots.close(workspace, key);
    await tx.ballots.open(workspace, key, anonymityThreshold);
  }
  const before = await tx.ballots.answerOf(workspace, key, person);
  const entries = Number(before ?? 0) + (act === "voted" ? 0 : 1);
  if (String(entries) !== before) await tx.ballots.cast(workspace, key, person, String(entries));
}
