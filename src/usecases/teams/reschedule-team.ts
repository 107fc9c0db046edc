import { moveToTimeZone } from "#domain/bets/bet.ts";
import { digestAfterChange } from "#domain/digests/digest-schedule.ts";
import type { Team, TeamSettings } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { enqueueDigest } from "#usecases/digests/enqueue-digest.ts";
import { enqueueDueRecap } from "#usecases/recaps/enqueue-recap.ts";

/** Saves these settings and moves the team's digest to their schedule. */
export async function rescheduleDigest(
  tx: Ledger,
  team: Team,
  settings: TeamSettings,
  now: Temporal.Instant,
): Promise<Team> {
  const { send, next } = digestAfterChange(team, settings, now);
  const { id, workspace, channel, createdAt } = team;
  const changed: Team = { id, workspace, channel, createdAt, ...settings, nextDigestAt: next };
  await tx.teams.save(changed);
  for (const digest of send) await enqueueDigest(tx, changed, digest, now);
  await enqueueDueRecap(tx, team, now);
  return changed;
}

/** Moves the reviews not prompted yet to the team's time zone. */
export async function rescheduleReviews(tx: Ledger, { workspace, id, timeZone }: Team): Promise<void> {
  for (const bet of await tx.bets.unsettled(workspace, id)) {
    const moved = moveToTimeZone(bet, timeZone);
    if (moved) await tx.bets.save(moved, "open");
  }
}
