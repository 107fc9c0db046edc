import { keys } from "#domain/deliveries/delivery.ts";
import type { DigestToSend } from "#domain/digests/digest-schedule.ts";
import { type DigestContent, isQuiet, unansweredSteps } from "#domain/digests/news.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { dropUnanswered } from "#usecases/next-steps/mark-step.ts";
import { nudgeAt } from "#usecases/nudges/choose-nudge.ts";
import { chooseDigest, contentBefore } from "./read-news.ts";
import { momentSubject } from "./read-week.ts";

/**
 * Decides a team's digest of a week, at most once: carries its next steps over, drops those that nobody answered,
 * chooses what is new and the nudge, and enqueues the message. A quiet week is only recorded, unless the team wants a
 * line.
 */
export async function enqueueDigest(
  tx: Ledger,
  team: Team,
  { moment, week }: DigestToSend,
  now: Temporal.Instant,
): Promise<void> {
  const { workspace, id, timeZone } = team;
  const key = keys.digest(id, week);
  if ((await tx.digests.find(workspace, key)) || (await tx.deliveries.find(workspace, key))) return;
  const input = { workspace, team: id, until: moment };
  const previous = await contentBefore(tx, input);
  await tx.nextSteps.carry(workspace, id, moment.toZonedDateTimeISO(timeZone).toPlainDate());
  const dropped = await dropAllUnanswered(tx, team, previous, now);
  const chosen = await chooseDigest({ store: tx }, input, previous, dropped);
  if (!chosen) return;

  const subject = momentSubject(moment);
  const quiet = isQuiet(chosen.news);
  const { content } = chosen;
  await tx.digests.add({ workspace, key, team: id, moment: subject, isQuiet: quiet, content });
  if (quiet && !team.postsQuietWeeks) return;
  const nudge = quiet ? undefined : await nudgeAt(tx, team, moment);
  if (nudge) await tx.nudges.record(workspace, id, { nudge, at: moment });
  await tx.deliveries.enqueue({ workspace, team: id, key, kind: "digest", subject, dueAt: now });
}

async function dropAllUnanswered(
  tx: Ledger,
  { workspace, id }: Team,
  previous: DigestContent | undefined,
  now: Temporal.Instant,
): Promise<NextStep[]> {
  const dropped: NextStep[] = [];
  for (const step of unansweredSteps(await tx.nextSteps.openOfTeam(workspace, id), previous))
    if (await dropUnanswered(tx, step, now)) dropped.push(step);
  return dropped;
}
