import { schedule } from "node-cron";
import { closeDueConfidence } from "#usecases/confidence/close-due-confidence.ts";
import { closeDuePulses } from "#usecases/pulses/close-due-pulses.ts";
import { closeDueRetros } from "#usecases/retros/close-due-retros.ts";
import type { ClosingDeps } from "#usecases/retros/count-votes.ts";
import { closeDueParticipation, countDueParticipation } from "#usecases/participation/count-participation.ts";
import { askForFirstReadings } from "#usecases/readings/ask-for-first-readings.ts";
import { finaliseDueVerdicts } from "#usecases/verdicts/finalise-due-verdicts.ts";
import { recordTick } from "#usecases/deliveries/heartbeat.ts";
import { expirePendingRatings } from "#usecases/pulses/expire-pending-ratings.ts";
import { promptDueReviews } from "#usecases/verdicts/prompt-due-reviews.ts";
import { expirePools } from "#usecases/pre-mortems/pool-pre-mortem.ts";
import { sendDueDigests } from "#usecases/digests/send-due-digests.ts";
import type { SourceDeps } from "#usecases/sources/deps.ts";
import { fetchDueSources } from "#usecases/sources/fetch-due-sources.ts";
import { deleteOldRequests } from "#usecases/requests/claim-request.ts";
import { deleteOldAnswers } from "#usecases/requests/repeat-answer.ts";
import { unsealDuePreMortems } from "#usecases/pre-mortems/unseal-pre-mortem.ts";

/** The jobs of a tick, in order. Each does everything due by now, so a missed tick loses nothing. */
const JOBS = {
  recordTick,
  closeDueConfidence,
  askForFirstReadings,
  promptDueReviews,
  finaliseDueVerdicts,
  unsealDuePreMortems,
  expirePools,
  closeDueRetros,
  closeDuePulses,
  expireWaitingRatings: expirePendingRatings,
  closeDueParticipation,
  countDueParticipation,
  sendDueDigests,
  deleteOldRequests,
  deleteOldAnswers,
} as const;

type SchedulerDeps = {
  /** Called on each tick: after a gap in the record, jobs use another store for a while. */
  readonly depsForJobs: () => ClosingDeps & SourceDeps;
  readonly deliver: () => Promise<void>;
  /** Ticks do nothing while this is true. */
  readonly isStopped: () => boolean;
  readonly onFault: (job: string, fault: unknown) => void;
  readonly onTick: (seconds: number, isComplete: boolean) => void;
};

export type Scheduler = {
  /** Runs every job once. */
  readonly tick: () => Promise<void>;
  /** Ticks at once, and then every minute. */
  readonly start: () => Promise<void>;
  /** Resolves when the current tick has ended. */
  readonly stop: () => Promise<void>;
};

/** Runs every job once a minute. A fault in one doesn't keep the others from running. */
export function openScheduler(deps: SchedulerDeps): Scheduler {
  const { depsForJobs, deliver, isStopped, onFault, onTick } = deps;
  const run: { task?: ReturnType<typeof schedule>; ticking: Promise<void> } = { ticking: Promise.resolve() };

  async function fetchSources(jobDeps: SourceDeps): Promise<void> {
    if (await fetchDueSources(jobDeps)) await deliver();
  }

  async function tick(): Promise<void> {
    if (isStopped()) return;
    const startedAt = performance.now();
    let isComplete = true;
    const jobDeps = depsForJobs();
    const jobs = [
      ...Object.entries(JOBS),
      ["deliver", deliver] as const,
      // Sources may take long to answer, so they come after what people wait for.
      ["fetchDueSources", fetchSources] as const,
    ];
    for (const [name, job] of jobs)
      try {
        await job(jobDeps);
      } catch (fault) {
        isComplete = false;
        onFault(name, fault);
      }
    onTick((performance.now() - startedAt) / 1_000, isComplete);
  }

  return {
    tick,
    start() {
      // Skips a tick while the previous one is running.
      run.task = schedule("* * * * *", () => (run.ticking = tick()), { noOverlap: true });
      return tick();
    },
    async stop() {
      await run.task?.stop();
      await run.ticking;
    },
  };
}
