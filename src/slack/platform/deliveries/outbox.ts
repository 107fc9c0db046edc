import type { Delivery } from "#domain/deliveries/delivery.ts";
import { messageLookUp } from "./look-up-message.ts";
import { earliest, type AttemptOutcome, type RateLimits, rateLimiter, type Throttled } from "./rate-limit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { messagePoster } from "./post-message.ts";
import { messageUpdater } from "./update-message.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import { logFault } from "#slack/platform/logging/log-fault.ts";

export type Outbox = {
  /**
   * Posts all pending messages, and updates those whose subject has changed. Answers when there is nothing left to do for now, or after
   * a while when there is so much to do that it goes on by itself.
   */
  readonly deliver: () => Promise<void>;
  /** The process is about to end: a few seconds from now, begins nothing more. */
  readonly windDown: () => void;
  /** Delivers what it can until then. The rest stays pending, for the next start. */
  readonly finish: () => Promise<void>;
  /** Begins nothing more, from now on. */
  readonly halt: () => void;
};

/** Rings once at a moment; set again, it rings at the new one instead. */
type WakeTimer = {
  readonly set: (at: Temporal.Instant, ring: () => void) => void;
  readonly clear: () => void;
};

export type Timing = {
  readonly rateLimits: RateLimits;
  readonly wakeTimer: WakeTimer;
};

/** One kind of work: what is next, of none of those that rest, how it is done, and how fast. */
type Lane = {
  readonly work: Parameters<Metrics["deliveryTried"]>[0];
  readonly next: (at: Temporal.Instant, except: Throttled) => Promise<Delivery | undefined>;
  readonly act: (delivery: Delivery) => Promise<AttemptOutcome>;
  readonly pace: ReturnType<typeof rateLimiter>;
};

const PATIENCE_MS = 20_000;
const WIND_DOWN_MS = 3_000;
const KEPT = "a fault kept a delivery from going on";
const LOOK_AGAIN_MS = 100;
const NOBODY: Throttled = { teams: [], workspaces: [] };
const AFTER_FAULT = Temporal.Duration.from({ seconds: 30 });

export function openOutbox({ rateLimits, wakeTimer, ...deps }: OutboxDeps & Timing): Outbox {
  const { store, now, metrics } = deps;
  const { deliveries } = store;
  const lanes: readonly Lane[] = [
    {
      work: "look-up",
      next: (at, except) => deliveries.nextToLookUp(at, except),
      act: messageLookUp(deps),
      pace: rateLimiter(rateLimits.lookUps),
    },
    {
      work: "post",
      next: (at, except) => deliveries.nextToPost(at, except),
      act: messagePoster(deps),
      pace: rateLimiter(rateLimits.posts),
    },
    {
      work: "update",
      next: (at, except) => deliveries.nextToUpdate(at, except),
      act: messageUpdater(deps),
      pace: rateLimiter(rateLimits.updates),
    },
  ];

  const underWay = new Set<Promise<void>>();
  const run: { asking?: Promise<void> | undefined; asked: boolean; ended: boolean } = {
    asked: false,
    ended: false,
  };

  /** Asks what is to be done now, and begins it: side by side, but one after the other in each channel. */
  function wake(): void {
    if (run.ended) return;
    run.asked = true;
    run.asking ??= ask();
  }

  async function ask(): Promise<void> {
    // No `await` between the last look at `asked` and the end: nobody's question is lost.
    while (run.asked && !run.ended) {
      run.asked = false;
      await beginAllThere().catch((fault: unknown) => {
        logFault(deps, fault, KEPT);
        wakeTimer.set(now().add(AFTER_FAULT), wake);
      });
    }
    run.asking = undefined;
  }

  async function beginAllThere(): Promise<void> {
    // As of before the first look: what goes on while the others are looked through is not missed.
    const at = now();
    for (const lane of lanes) await beginAll(lane);
    const moments = lanes.map(({ pace }) => pace.nextMoment(at));
    const next = earliest([...moments, await store.deliveries.nextMoment(at)]);
    if (next) wakeTimer.set(next, wake);
  }

  async function beginAll(lane: Lane): Promise<void> {
    while (!run.ended) {
      const at = now();
      const delivery = await lane.next(at, lane.pace.except(at));
      if (!delivery) return;
      lane.pace.begin(delivery, at);
      const work = finish(lane, delivery).finally(() => {
        underWay.delete(work);
        wake();
      });
      underWay.add(work);
    }
  }

  async function finish({ work, act, pace }: Lane, delivery: Delivery): Promise<void> {
    let outcome: AttemptOutcome = "fault";
    try {
      outcome = await act(delivery);
    } catch (fault) {
      logFault(deps, fault, KEPT, { kind: delivery.kind });
    } finally {
      pace.end(delivery, now(), outcome);
      metrics.deliveryTried(work, delivery.attempts === 0 ? "first" : "again", outcome);
    }
  }

  async function idle(): Promise<void> {
    while (run.asking || underWay.size > 0)
      await Promise.race([...(run.asking ? [run.asking] : []), ...underWay]);
  }

  async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
    const timer = Promise.withResolvers<void>();
    const timeout = setTimeout(timer.resolve, milliseconds);
    await Promise.race([work, timer.promise]);
    clearTimeout(timeout);
  }

  async function deliver(): Promise<void> {
    wake();
    await atMost(run.ended ? WIND_DOWN_MS : PATIENCE_MS, idle());
  }

  const isAnyLeft = async (): Promise<boolean> =>
    Boolean((await deliveries.nextToPost(now(), NOBODY)) ?? (await deliveries.nextToUpdate(now(), NOBODY)));

  function halt(): void {
    run.ended = true;
    wakeTimer.clear();
  }

  return {
    deliver,
    halt,
    async finish() {
      await deliver();
      // Only the pace holds these back.
      while (!run.ended && (await isAnyLeft())) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
        await deliver();
      }
      halt();
    },
    windDown() {
      setTimeout(halt, WIND_DOWN_MS).unref();
    },
  };
}
