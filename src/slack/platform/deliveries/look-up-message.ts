import { backoff, type Delivery } from "#domain/deliveries/delivery.ts";
import { callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { AttemptOutcome } from "./rate-limit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { METADATA_TYPE, seedReactions } from "./send-message.ts";

/** Some apps get no more than this of a channel's history at a time. */
const PAGE = 15;

/** This server's clock may have been ahead of Slack's by as much when the message was posted: an hour that it was set back. */
const CLOCKS = Temporal.Duration.from({ minutes: 65 });

/** While the history may not be read, it is tried whether it may be now. */
const ASK_AGAIN = Temporal.Duration.from({ hours: 1 });

type Place = { readonly channel: string; readonly ts: string; readonly thread?: string };
type Page = { readonly cursor?: string; readonly found?: string };

/** Looks for what nobody knows of in its channel: there it is recorded, or it is due again. */
export function messageLookUp(deps: OutboxDeps): (delivery: Delivery) => Promise<AttemptOutcome> {
  const { store } = deps;
  /** Where the search goes on that Slack held up, by key. */
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
    try {
      let page: Page = { cursor: cursors.get(key) ?? "" };
      do {
        page = await readPage(deps, delivery, claimedAt, place, page.cursor ?? "");
        if (page.cursor) cursors.set(key, page.cursor);
      } while (page.found === undefined && page.cursor);
      cursors.delete(key);
      await recordSearch(deps, delivery, claimedAt, place.channel, page.found);
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
  const oldest = String(claimedAt.subtract(CLOCKS).epochMilliseconds / 1_000);
  const what = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
  const { messages = [], response_metadata: more } = thread
    ? await clientOf(workspace).conversations.replies({ ...what, ts: thread })
    : await clientOf(workspace).conversations.history(what);
  const found = messages.find(({ metadata }) => isOf(metadata, key))?.ts;
  return { ...(found && { found }), ...(more?.next_cursor && { cursor: more.next_cursor }) };
}

const isOf = (metadata: { event_type?: string; event_payload?: object } | undefined, key: string): boolean =>
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
  // Posted in another life, by another record: it is to say what this one says.
  else await store.deliveries.markStale(workspace, key);
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
  const later = (until: Temporal.Instant) => store.deliveries.unknown(workspace, key, claimedAt, until);
  if (reason === "missing_scope" && state.kind === "unknown" && state.presumed) {
    await store.deliveries.notFound(workspace, key, claimedAt);
    return "reached";
  }
  if (reason === "missing_scope") {
    await store.deliveries.uncertain(workspace, key, claimedAt, now().add(ASK_AGAIN));
    if (state.kind !== "uncertain")
      log.warn({ kind }, "a delivery may not have arrived, and the channel's history may not be read");
    return "reached";
  }
  log.warn({ kind, reason }, "a delivery could not be looked for");
  switch (failure.kind) {
    case "busy":
      await later(now().add({ seconds: failure.seconds }));
      return "reached";
    case "paused":
      await later(now().add(backoff(attempts)));
      return "reached";
    case "refused":
      // The thread is gone, and what was said in it.
      if (reason === "thread_not_found") {
        await store.deliveries.refused(workspace, key, reason);
        metrics.deliveryRefused(kind);
      } else await later(now().add(backoff(attempts)));
      return "reached";
    case "not-sent":
    case "unknown":
      await later(now().add({ minutes: 1 }));
      return "unreachable";
  }
}
