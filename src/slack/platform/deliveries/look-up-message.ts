import { backoff, type Delivery, type DeliveryKind } from "#domain/deliveries/delivery.ts";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { AttemptOutcome } from "./rate-limit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { isThreadGone, METADATA_TYPE, seedReactions } from "./send-message.ts";

/** Slack gives some apps no more than this many messages of a channel's history at a time. */
const PAGE = 15;

/**
 * How far this server's clock may have been ahead of Slack's when the message was posted. Allows for a clock that was
 * an hour fast and has been set back since.
 */
const MAX_CLOCK_SKEW = Temporal.Duration.from({ minutes: 65 });

/** How long to wait before trying a history again that the app lacks permission to read. */
const RETRY_AFTER = Temporal.Duration.from({ hours: 1 });

/** Messages that say how things were when they were posted. */
const TOLD: ReadonlySet<DeliveryKind> = new Set(["digest", "posted-week", "recap"]);

type Place = { readonly channel: string; readonly ts: string; readonly thread?: string };
type Page = { readonly cursor?: string; readonly found?: string };

/** Looks in its channel for a delivery whose outcome is unknown. If it isn't there, it becomes due again. */
export function messageLookUp(deps: OutboxDeps): (delivery: Delivery) => Promise<AttemptOutcome> {
  const { store } = deps;
  /** Where to resume searches that Slack interrupted, by the delivery's key. */
  const cursors = new Map<string, string>();

  return async (delivery) => {
    const { workspace, key, state } = delivery;
    if (!("claimedAt" in state)) return "reached";
    const { claimedAt } = state;
    const place = await placeOf(deps, delivery);
    if (!place) {
      await store.deliveries.notFound(workspace, key, claimedAt);
      return "reached";
    }
    const search = async (where: Omit<Place, "ts">): Promise<string | undefined> => {
      let page: Page = { cursor: cursors.get(key) ?? "" };
      do {
        page = await readPage(deps, delivery, claimedAt, where, page.cursor ?? "");
        if (page.cursor) cursors.set(key, page.cursor);
      } while (page.found === undefined && page.cursor);
      cursors.delete(key);
      return page.found;
    };
    try {
      const found = await search(place).catch((fault: unknown) => {
        // Its thread was deleted: it may have been posted in the channel alone.
        if (delivery.alsoInChannel && place.thread !== undefined && isThreadGone(fault))
          return search({ channel: place.channel });
        throw fault;
      });
      await recordSearch(deps, delivery, claimedAt, place.channel, found);
      return "reached";
    } catch (fault) {
      return recordFailure(deps, delivery, claimedAt, fault);
    }
  };
}

async function placeOf(
  { store }: OutboxDeps,
  { workspace, team: id, threadOf }: Delivery,
): Promise<{ channel: string; thread?: string } | undefined> {
  const parent = threadOf ? await store.deliveries.find(workspace, threadOf) : undefined;
  if (parent?.state.kind === "sent") return { channel: parent.state.channel, thread: parent.state.ts };
  const team = await store.teams.find(workspace, id);
  return team && { channel: team.channel };
}

async function readPage(
  { clientOf }: OutboxDeps,
  { workspace, key }: Delivery,
  claimedAt: Temporal.Instant,
  { channel, thread }: Omit<Place, "ts">,
  cursor: string,
): Promise<Page> {
  const oldest = String(claimedAt.subtract(MAX_CLOCK_SKEW).epochMilliseconds / 1_000);
  const query = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
  const { messages = [], response_metadata: more } = thread
    ? await clientOf(workspace).conversations.replies({ ...query, ts: thread })
    : await clientOf(workspace).conversations.history(query);
  const found = messages.find(({ metadata }) => hasKey(metadata, key))?.ts;
  return { ...(found && { found }), ...(more?.next_cursor && { cursor: more.next_cursor }) };
}

const hasKey = (
  metadata: { event_type?: string; event_payload?: object } | undefined,
  key: string,
): boolean =>
  metadata?.event_type === METADATA_TYPE &&
  metadata.event_payload !== undefined &&
  "key" in metadata.event_payload &&
  metadata.event_payload.key === key;

async function recordSearch(
  deps: OutboxDeps,
  delivery: Delivery,
  claimedAt: Temporal.Instant,
  channel: string,
  ts: string | undefined,
): Promise<void> {
  const { render, log, metrics, store } = deps;
  const { workspace, key, kind, dueAt, attempts } = delivery;
  if (ts === undefined) {
    await store.deliveries.notFound(workspace, key, claimedAt);
    log.info({ kind }, "a delivery was not in its channel, and is posted again");
    return;
  }
  await store.deliveries.found(workspace, key, claimedAt, { channel, ts });
  log.info({ kind }, "a delivery was found in its channel");
  if (attempts > 0) metrics.deliverySent(kind, dueAt.until(claimedAt));
  // Posted before the database was restored, from another record: updates it to say what this record says. What tells of
  // a time stays as it was told: this record knows less of that time.
  else if (!TOLD.has(kind)) await store.deliveries.markStale(workspace, key);
  await seedReactions(deps, { workspace, channel, ts }, (await render(delivery))?.emojis);
}

async function recordFailure(
  { log, metrics, now, store }: OutboxDeps,
  { workspace, key, kind, attempts, state }: Delivery,
  claimedAt: Temporal.Instant,
  fault: unknown,
): Promise<AttemptOutcome> {
  const failure = callFailure(fault);
  const { reason } = failure;
  const retryAt = (until: Temporal.Instant) => store.deliveries.unknown(workspace, key, claimedAt, until);
  if (reason === "missing_scope" && state.kind === "unknown" && state.presumed) {
    await store.deliveries.notFound(workspace, key, claimedAt);
    return "reached";
  }
  if (reason === "missing_scope") {
    await store.deliveries.uncertain(workspace, key, claimedAt, now().add(RETRY_AFTER));
    if (state.kind !== "uncertain")
      log.warn({ kind }, "a delivery may not have arrived, and the channel's history may not be read");
    return "reached";
  }
  log.warn({ kind, reason }, "a delivery could not be looked up");
  switch (failure.kind) {
    case "busy":
      await retryAt(now().add({ seconds: failure.seconds }));
      return "reached";
    case "paused":
      await retryAt(now().add(backoff(attempts)));
      return "reached";
    case "refused":
      // The thread is gone, and its replies with it.
      if (reason === "thread_not_found") {
        await store.deliveries.refused(workspace, key, reason);
        metrics.deliveryRefused(kind);
      } else await retryAt(now().add(backoff(attempts)));
      return "reached";
    case "not-sent":
    case "unknown":
      await retryAt(now().add({ minutes: 1 }));
      return "unreachable";
  }
}
