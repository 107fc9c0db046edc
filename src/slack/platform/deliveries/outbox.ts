import type { WebClient } from "@slack/web-api";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Deps } from "#usecases/deps.ts";
import { lookingUp } from "./look-up-message.ts";
import { earliest, type Outcome, type Paces, pacing, type Resting } from "./rate-limit.ts";
import { posting } from "./post-message.ts";
import { redrawing } from "./update-message.ts";
import type { Sharing } from "#slack/platform/access/shared-channels.ts";
import type { Log } from "#slack/surfaces/deps.ts";
import type { Draw } from "./rendering.ts";
import type { Meter } from "#slack/platform/metrics.ts";
import { logFault } from "#slack/surfaces/guards/on-fault.ts";

export type Messenger = {
  /**
   * Posts all that is owed by now, and redraws what has changed. Answers when there is nothing left to do for now, or after
   * a while when there is so much to do that it goes on by itself.
   */
  readonly deliver: () => Promise<void>;
  /** The process is about to end: a few seconds from now, begins nothing more. */
  readonly windDown: () => void;
  /** Delivers what it can until then. What is left stays owed, for the next start. */
  readonly finish: () => Promise<void>;
  /** Begins nothing more, from now on. */
  readonly halt: () => void;
};

/** Rings once at a moment; set again, it rings at the new one instead. */
type Alarm = { readonly set: (at: Temporal.Instant, ring: () => void) => void; readonly clear: () => void };

export type Timing = {
  readonly paces: Paces;
  readonly alarm: Alarm;
  /** After this long, Slack has done what it will ever do of a call without an answer. */
  readonly settling: Temporal.Duration;
};

/** One kind of work: what is next, of none of those that rest, how it is done, and how fast. */
type Line = {
  readonly work: Parameters<Meter["deliveryTried"]>[0];
  readonly next: (at: Temporal.Instant, except: Resting) => Promise<Delivery | undefined>;
  readonly act: (delivery: Delivery) => Promise<Outcome>;
  readonly pace: ReturnType<typeof pacing>;
};

const PATIENCE_MS = 20_000;
const WIND_DOWN_MS = 3_000;
const KEPT = "a fault kept a delivery from going on";
const LOOK_AGAIN_MS = 100;
const NOBODY: Resting = { teams: [], workspaces: [] };
const AFTER_FAULT = Temporal.Duration.from({ seconds: 30 });

export function messengerTo(
  client: WebClient,
  deps: Deps & { log: Log; meter: Meter },
  draw: Draw,
  sharing: Sharing,
  { paces, alarm, settling }: Timing,
): Messenger {
  const { store, now, meter } = deps;
  const desk = { ...deps, client, draw, settling, sharing };
  const { deliveries } = store;
  const lines: readonly Line[] = [
    {
      work: "look-up",
      next: (at, except) => deliveries.toLookUp(at, except),
      act: lookingUp(desk),
      pace: pacing(paces.lookUps),
    },
    {
      work: "post",
      next: (at, except) => deliveries.toPost(at, except),
      act: posting(desk),
      pace: pacing(paces.posts),
    },
    {
      work: "redraw",
      next: (at, except) => deliveries.toRedraw(at, except),
      act: redrawing(desk),
      pace: pacing(paces.updates),
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
        alarm.set(now().add(AFTER_FAULT), wake);
      });
    }
    run.asking = undefined;
  }

  async function beginAllThere(): Promise<void> {
    // As of before the first look: what goes on while the others are looked through is not missed.
    const at = now();
    for (const line of lines) await beginAll(line);
    const moments = lines.map(({ pace }) => pace.nextMoment(at));
    const next = earliest([...moments, await store.deliveries.nextMoment(at)]);
    if (next) alarm.set(next, wake);
  }

  async function beginAll(line: Line): Promise<void> {
    while (!run.ended) {
      const at = now();
      const delivery = await line.next(at, line.pace.except(at));
      if (!delivery) return;
      line.pace.begin(delivery, at);
      const work = finish(line, delivery).finally(() => {
        underWay.delete(work);
        wake();
      });
      underWay.add(work);
    }
  }

  async function finish({ work, act, pace }: Line, delivery: Delivery): Promise<void> {
    let outcome: Outcome = "fault";
    try {
      outcome = await act(delivery);
    } catch (fault) {
      logFault(deps, fault, KEPT, { kind: delivery.kind });
    } finally {
      pace.end(delivery, now(), outcome);
      meter.deliveryTried(work, delivery.attempts === 0 ? "first" : "again", outcome);
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
    Boolean((await deliveries.toPost(now(), NOBODY)) ?? (await deliveries.toRedraw(now(), NOBODY)));

  function halt(): void {
    run.ended = true;
    alarm.clear();
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
