import { keys } from "#domain/delivery.ts";
import { weekOfDigest } from "#domain/digest.ts";
import { dueDigest } from "#domain/digest-due.ts";
import type { Team } from "#domain/team.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "./deps.ts";
import { momentSubject } from "./read-week.ts";

/** Owes the channels of teams their digest when its day and time have come: one a week. */
export async function sendDueDigests({ store, now }: Deps): Promise<void> {
  const at = now();
  for (const team of await store.teams.withDigestDue(at))
    await store.transaction(async (tx) => {
      const { send, next } = dueDigest(team, at);
      if (!(await tx.teams.advanceDigest(team, next))) return;
      if (send) await oweDigest(tx, team, send, at);
    });
}

async function oweDigest(
  tx: Ledger,
  team: Team,
  due: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  const { workspace, id } = team;
  const key = keys.digest(id, weekOfDigest(team, due));
  // The week has its digest already where the team has moved its day meanwhile.
  if (await tx.deliveries.find(workspace, key)) return;
  const today = due.toZonedDateTimeISO(team.timeZone).toPlainDate();
  await tx.nextSteps.carry(workspace, id, today);
  const subject = momentSubject(due);
  await tx.deliveries.owe({ workspace, team: id, key, kind: "digest", subject, dueAt: now });
}
