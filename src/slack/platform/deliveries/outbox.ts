import type { Delivery } from "#domain/deliveries/delivery.ts";
import { messageLookUp } from "./look-up-message.ts";
import { earliest, type AttemptOutcome, type RateLimits, rateLimiter, type Skip } from "./rate-limit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { messagePoster } from "./post-message.ts";
import { messageUpdater } from "./update-message.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";

export type Outbox = {
  /**
   * Posts all pending messages, and updates those whose subject has changed. Resolves when nothing is left to do for
   * now, or after 20 seconds, while the rest goes on in the background.
   */
  readonly deliver: () => Promise<void>;
  /** The process is about to exit: starts nothing new after a few seconds. */
  readonly haltSoon: () => void;
  /** Delivers what it can until then. The rest stays pending for the next start. */
  readonly finish: () => Promise<void>;
  /** Starts nothing new from now on. */
  readonly halt: () => void;
};

/** Calls `ring` once, at the time that was set last. */
type WakeTimer = {
  readonly set: (at: Temporal.Instant, ring: () => void) => void;
  readonly clear: () => void;
};

export type Timing = {
  readonly rateLimits: RateLimits;
  readonly wakeTimer: WakeTimer;
};

/** One kind of work: how to find the next delivery, act on it, and limit the rate. */
type Lane = {
  readonly work: Parameters<Metrics["deliveryTried"]>[0];
  /** Skips the teams and workspaces in `except`. */
  readonly next: (at: Temporal.Instant, except: Skip) => Promise<Delivery | undefined>;
  readonly act: (delivery: Delivery) => Promise<AttemptOutcome>;
  readonly limiter: ReturnType<typeof rateLimiter>;
};

const MAX_DELIVER_MS = 20_000;
const WIND_DOWN_MS = 3_000;
const FAULT_MESSAGE = "a fault kept a delivery from going on";
const POLL_MS = 100;
const NONE: Skip = { teams: [], workspaces: [] };
const AFTER_FAULT = Temporal.Duration.from({ seconds: 30 });

export function openOutbox({ rateLimits, wakeTimer, ...deps }: OutboxDeps & Timing): Outbox {
  const { store, now, metrics } = deps;
  const { deliveries } = store;
  const lanes: readonly Lane[] = [
    {
      work: "look-up",
      next: (at, except) => deliveries.nextToLookUp(at, except),
      act: messageLookUp(deps),
      limiter: rateLimiter(rateLimits.lookUps),
    },
    {
      work: "post",
      next: (at, except) => deliveries.nextToPost(at, except),
      act: messagePoster(deps),
      limiter: rateLimiter(rateLimits.posts),
    },
    {
      work: "update",
      next: (at, except) => deliveries.nextToUpdate(at, except),
      act: messageUpdater(deps),
      limiter: rateLimiter(rateLimits.updates),
    },
  ];

  const inProgress = new Set<Promise<void>>();
  const run: { loop?: Promise<void> | undefined; requested: boolean; ended: boolean } = {
    requested: false,
    ended: false,
  };

  /** Starts everything that can be done now: channels in parallel, but per lane one delivery at a time in a channel. */
  function wake(): void {
    if (run.ended) return;
    run.requested = true;
    run.loop ??= startWhileRequested();
  }

  async function startWhileRequested(): Promise<void> {
    // No `await` between the last check of `requested` and the end, so that no request is lost.
    while (run.requested && !run.ended) {
      run.requested = false;
      await startAll().catch((fault: unknown) => {
        logFault(deps, fault, FAULT_MESSAGE);
        wakeTimer.set(now().add(AFTER_FAULT), wake);
      });
    }
    run.loop = undefined;
  }

  async function startAll(): Promise<void> {
    // Taken before the first query, so that nothing that falls due during the others is missed.
    const at = now();
    for (const lane of lanes) await startLane(lane);
    const moments = lanes.map(({ limiter }) => limiter.nextMoment(at));
    const next = earliest([...moments, await store.deliveries.nextRetryAt(at)]);
    if (next) wakeTimer.set(next, wake);
  }

  async function startLane(lane: Lane): Promise<void> {
    while (!run.ended) {
      const at = now();
      const delivery = await lane.next(at, lane.limiter.except(at));
      if (!delivery) return;
      lane.limiter.begin(delivery, at);
      const work = attempt(lane, delivery).finally(() => {
        inProgress.delete(work);
        wake();
      });
      inProgress.add(work);
    }
  }

  async function attempt({ work, act, limiter }: Lane, delivery: Delivery): Promise<void> {
    let outcome: AttemptOutcome = "fault";
    try {
      outcome = await act(delivery);
    } catch (fault) {
      logFault(deps, fault, FAULT_MESSAGE, { kind: delivery.kind });
    } finally {
      limiter.end(delivery, now(), outcome);
      metrics.deliveryTried(work, delivery.attempts === 0 ? "first" : "again", outcome);
    }
  }

  async function idle(): Promise<void> {
    while (run.loop || inProgress.size > 0)
      await Promise.race([...(run.loop ? [run.loop] : []), ...inProgress]);
  }

  async function waitAtMost(milliseconds: number, work: Promise<void>): Promise<void> {
    const timer = Promise.withResolvers<void>();
    const timeout = setTimeout(timer.resolve, milliseconds);
    await Promise.race([work, timer.promise]);
    clearTimeout(timeout);
  }

  async function deliver(): Promise<void> {
    wake();
    await waitAtMost(run.ended ? WIND_DOWN_MS : MAX_DELIVER_MS, idle());
  }

  const isAnyPending = async (): Promise<boolean> =>
    Boolean((await deliveries.nextToPost(now(), NONE)) ?? (await deliveries.nextToUpdate(now(), NONE)));

  function halt(): void {
    run.ended = true;
    wakeTimer.clear();
  }

  return {
    deliver,
    halt,
    async finish() {
      await deliver();
      // Only the rate limit holds these back.
      while (!run.ended && (await isAnyPending())) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        await deliver();
      }
      halt();
    },
    haltSoon() {
      setTimeout(halt, WIND_DOWN_MS).unref();
    },
  };
}
