import { keys } from "#domain/deliveries/delivery.ts";
import { boundsOf, type Quarter, quarterName } from "#domain/calendar/quarter.ts";
import { dueRecap } from "#domain/recaps/recap-schedule.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { momentSubject } from "#usecases/digests/read-week.ts";

/** The subject of a recap's delivery: a quarter as of a moment. */
export const recapSubject = (quarter: Quarter, at: Temporal.Instant): string =>
  `${quarterName(quarter)}/${momentSubject(at)}`;

/** Enqueues the last quarter's recap once, with the first digest after it. A quarter without bets has none. */
export async function enqueueDueRecap(tx: Ledger, team: Team, now: Temporal.Instant): Promise<void> {
  const { workspace, id } = team;
  const quarter = dueRecap(team, now);
  if (!quarter) return;
  const period = boundsOf(quarter, team);
  const settled = await tx.bets.settledWithin(workspace, id, period);
  if (settled.length + (await tx.bets.placedWithin(workspace, id, period)).length === 0) return;
  const key = keys.recap(id, quarterName(quarter));
  const subject = recapSubject(quarter, now);
  await tx.deliveries.enqueue({ workspace, team: id, key, kind: "recap", subject, dueAt: now });
}
