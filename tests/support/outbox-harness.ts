import { Registry } from "prom-client";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import { registerMetrics } from "#http/metrics.ts";
import { NO_PACING } from "#sandbox/sandbox.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { type Outbox, openOutbox, type Timing } from "#slack/platform/deliveries/outbox.ts";
import { openDatabase } from "#store/database/database.ts";
import type { NewDelivery } from "#store/deliveries/deliveries.ts";
import { type Store, storeIn } from "#store/store.ts";
import { type FakeSlack, fakeSlack } from "./fake-slack.ts";
import { aTeam, instant } from "./facts.ts";

export const WORKSPACE = "T0";
const START = instant("2026-12-11T15:00:00Z");

export type OutboxHarness = FakeSlack & {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly logged: string[];
  /** The outbox's metrics. */
  readonly registry: Registry;
  readonly now: () => Temporal.Instant;
  /** Moves the clock and delivers what is due. */
  readonly wait: (duration: Temporal.DurationLike) => Promise<void>;
  readonly enqueue: (key: string, more?: Partial<NewDelivery>) => Promise<void>;
  readonly state: (key: string) => Promise<Delivery["state"] | undefined>;
  /** The text to render for each subject, by default the subject itself. An Error is thrown while rendering. */
  readonly words: Map<string, string | Error>;
  readonly emojis: string[];
  /** Channels shared with another organization. */
  readonly shared: Set<string>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

type Options = Partial<Timing> & {
  /** How far the clock moves each time it is read. */
  readonly passing?: Temporal.DurationLike;
};

/** The outbox on a real store, with a fake clock and a fake Slack. */
export async function outboxHarness(
  { passing, ...timing }: Options = {},
  start = START,
): Promise<OutboxHarness> {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  const store = storeIn(db, new Uint8Array(32));
  await store.teams.add(aTeam({ channel: "C1" }));
  await store.teams.add(aTeam({ id: "other", channel: "C2" }));
  let at = start;
  const now = () => (passing ? (at = at.add(passing)) : at);
  const slack = fakeSlack(now);
  const logged: string[] = [];
  const log = (facts: object, words: string) => void logged.push(`${words} ${JSON.stringify(facts)}`);
  const words = new Map<string, string | Error>();
  const emojis: string[] = [];
  const render = async ({ subject }: Delivery): Promise<Rendering> => {
    const text = words.get(subject) ?? subject;
    if (text instanceof Error) throw text;
    return { message: message(paragraph([text])), emojis };
  };
  const registry = new Registry();
  const deps = {
    store,
    now,
    newId: () => "id",
    log: { info: () => {}, warn: log, error: log },
    metrics: registerMetrics(registry),
  };
  const shared = new Set<string>();
  const sharedChannels = {
    isSharedOutside: async (_: string, channel: string) => shared.has(channel),
    invalidate() {},
  };
  const settling = Temporal.Duration.from({ seconds: 120 });
  const outbox = openOutbox({
    ...deps,
    clientOf: () => slack.client,
    render,
    sharedChannels,
    settling,
    ...NO_PACING,
    ...timing,
  });
  return {
    ...slack,
    store,
    outbox,
    logged,
    registry,
    now,
    words,
    emojis,
    shared,
    async wait(duration) {
      at = at.add(duration);
      await outbox.deliver();
    },
    enqueue: (key, more = {}) =>
      store.deliveries.enqueue({
        key,
        workspace: WORKSPACE,
        team: "team",
        kind: "card",
        subject: key,
        dueAt: start,
        ...more,
      }),
    state: async (key) => (await store.deliveries.find(WORKSPACE, key))?.state,
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
