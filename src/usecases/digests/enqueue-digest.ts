import { keys } from "#domain/deliveries/delivery.ts";
import type { DigestToSend } from "#domain/digests/digest-schedule.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { nudgeAt } from "#usecases/nudges/choose-nudge.ts";
import { momentSubject } from "./read-week.ts";

/** Enqueues a team's digest of a week with its nudge, at most once a week. */
export async function enqueueDigest(
  tx: Ledger,
  team: Team,
  { moment, week }: DigestToSend,
  now: Temporal.Instant,
): Promise<void> {
  const { workspace, id, timeZone } = team;
  const key = keys.digest(id, week);
  if (await tx.deliveries.find(workspace, key)) return;
  await tx.nextSteps.carry(workspace, id, moment.toZonedDateTimeISO(timeZone).toPlainDate());
  const nudge = await nudgeAt(tx, team, moment);
  if (nudge) await tx.nudges.record(workspace, id, { nudge, at: moment });
  const subject = momentSubject(moment);
  await tx.deliveries.enqueue({ workspace, team: id, key, kind: "digest", subject, dueAt: now });
}
