import { schedule } from "node-cron";
import { closeDueConfidence } from "#usecases/confidence/close-due-confidence.ts";
import { closeDuePulses } from "#usecases/pulses/close-due-pulses.ts";
import { closeDueRetros } from "#usecases/retros/close-due-retros.ts";
import type { ClosingDeps } from "#usecases/retros/count-votes.ts";
import { endDueHands, lookAtHands } from "#usecases/participation/count-participation.ts";
import { finaliseDueVerdicts } from "#usecases/verdicts/finalise-due-verdicts.ts";
import { noteTick } from "#usecases/deliveries/heartbeat.ts";
import { endDueRatings } from "#usecases/pulses/expire-waiting-ratings.ts";
import { promptDueReviews } from "#usecases/verdicts/prompt-due-reviews.ts";
import { endDuePools } from "#usecases/pre-mortems/pool-pre-mortem.ts";
import { sendDueDigests } from "#usecases/digests/send-due-digests.ts";
import { forgetOldRequests } from "#usecases/requests/claim-request.ts";
import { unsealDuePreMortems } from "#usecases/pre-mortems/unseal-pre-mortem.ts";

/** What the scheduler does, in this order. Each job asks what is due by now: a missed tick changes nothing. */
const JOBS = {
  noteTick,
  closeDueConfidence,
  promptDueReviews,
  finaliseDueVerdicts,
  unsealDuePreMortems,
  endDuePools,
  closeDueRetros,
  closeDuePulses,
  endDueRatings,
  endDueHands,
  lookAtHands,
  sendDueDigests,
  forgetOldRequests,
} as const;

export type JobFault = (job: string, fault: unknown) => void;

/** Runs every job once. One that fails does not keep the others from running. */
export async function tick(
  deps: ClosingDeps,
  deliver: () => Promise<void>,
  onFault: JobFault,
): Promise<void> {
  for (const [name, job] of [...Object.entries(JOBS), ["deliver", deliver] as const])
    try {
      await job(deps);
    } catch (fault) {
      onFault(name, fault);
    }
}

/** Wakes once a minute; a tick that is still at work when the next is due is not doubled. */
export function everyMinute(run: () => Promise<void>): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const task = schedule("* * * * *", () => (running = run()), { noOverlap: true });
  return {
    async stop() {
      await task.stop();
      await running;
    },
  };
}
