import { keys } from "#domain/deliveries/delivery.ts";
import type { ParticipationAct } from "#domain/participation/participation.ts";
import { quarterAt } from "#domain/teams/team-quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";

/**
 * Counts what somebody did for the pair of hands that did it: a hash under the quarter's key, which goes with the quarter.
 * Of a vote it is kept that there was one, and not how many or on what. To be called where an act has its effect, so that
 * one that comes twice counts once; what no person did is counted for nobody.
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

  const key = keys.hands(team.id, quarter);
  await tx.ballots.open(workspace, key, anonymityThreshold);
  // Counts under another secret can be told by nobody any more: they start anew.
  if (!(await tx.ballots.isReadable(workspace, key))) {
    await tx.ballots.close(workspace, key);
    await tx.ballots.open(workspace, key, anonymityThreshold);
  }
  const before = await tx.ballots.answerOf(workspace, key, person);
  const entries = Number(before ?? 0) + (act === "voted" ? 0 : 1);
  if (String(entries) !== before) await tx.ballots.cast(workspace, key, person, String(entries));
}
