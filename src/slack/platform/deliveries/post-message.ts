import { backoff, type Delivery, isTooLate } from "#domain/deliveries/delivery.ts";
import type { OutgoingMessage, Rendering } from "./rendering.ts";
import { findUnavailability } from "./channel-availability.ts";
import { type CallFailure, callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { AttemptOutcome } from "./rate-limit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { PLAIN_TEXT_OPTIONS, LEASE, METADATA_TYPE, isThreadGone, seedReactions } from "./send-message.ts";

/** After this many attempts, a message that can't be rendered is given up. */
const MAX_FAULTS = 5;
const AFTER_NOT_SENT = Temporal.Duration.from({ seconds: 10 });

type Place = { readonly channel: string; readonly thread?: string };

/** Posts a pending message: claims it, posts it with its key as metadata, and records the outcome. */
export const messagePoster =
  (deps: OutboxDeps) =>
  async (delivery: Delivery): Promise<AttemptOutcome> => {
    const { store, now } = deps;
    const { workspace, key } = delivery;
    const place = await placeOf(deps, delivery);
    if (place === "thread-refused" || place === "team-gone" || isTooLate(delivery, now())) {
      await refuse(deps, delivery, typeof place === "string" ? place : "too-late");
      return "reached";
    }
    const at = now();
    const lookUpAt = at.add(LEASE).add(deps.settling);
    if (!(await store.deliveries.claim(workspace, key, { at, lookUpAt }))) return "reached";

    const rendering = await renderOrPostpone(deps, delivery);
    if (!rendering) {
      await refuse(deps, delivery, "subject-gone");
      return "reached";
    }
    const unavailable = await findUnavailability(deps, delivery, place.channel);
    if (unavailable) return recordFailure(deps, delivery, at, unavailable);
    const posted = await postTo(deps, delivery, place, rendering, at);
    if (typeof posted === "string") return posted;
    await store.deliveries.sent(workspace, key, posted.channel, posted.ts);
    deps.metrics.deliverySent(delivery.kind, delivery.dueAt.until(now()));
    await seedReactions(deps, { workspace, ...posted }, rendering.emojis);
    return "reached";
  };

async function placeOf(
  { store }: OutboxDeps,
  { workspace, team: id, threadOf, alsoInChannel }: Delivery,
): Promise<Place | "thread-refused" | "team-gone"> {
  const parent = threadOf ? await store.deliveries.find(workspace, threadOf) : undefined;
  if (parent?.state.kind === "sent") return { channel: parent.state.channel, thread: parent.state.ts };
  // A reply isn't posted without the message that starts its thread, unless the channel is to see it anyway.
  if (parent && !alsoInChannel) return "thread-refused";
  const team = await store.teams.find(workspace, id);
  return team ? { channel: team.channel } : "team-gone";
}

/** Nothing was posted yet, so a message that can't be rendered is due again after a pause, and given up in the end. */
async function renderOrPostpone(deps: OutboxDeps, delivery: Delivery): Promise<Rendering | undefined> {
  const { workspace, key, attempts } = delivery;
  try {
    return await deps.render(delivery);
  } catch (fault) {
    if (attempts + 1 >= MAX_FAULTS) await refuse(deps, delivery, "cannot-be-drawn");
    else await deps.store.deliveries.postpone(workspace, key, deps.now().add(backoff(attempts + 1)));
    throw fault;
  }
}

async function postTo(
  deps: OutboxDeps,
  delivery: Delivery,
  { channel, thread }: Place,
  rendering: Rendering,
  claimedAt: Temporal.Instant,
): Promise<AttemptOutcome | { channel: string; ts: string }> {
  const { alsoInChannel = false } = delivery;
  const metadata = { event_type: METADATA_TYPE, event_payload: { key: delivery.key } };
  const post = (
    { text, blocks }: OutgoingMessage,
    reply?: { thread_ts: string; reply_broadcast: boolean },
  ) => {
    const args = { ...PLAIN_TEXT_OPTIONS, channel, text, blocks, metadata };
    return deps.clientOf(delivery.workspace).chat.postMessage(reply ? { ...args, ...reply } : args);
  };
  const send = async (message: OutgoingMessage) => {
    if (thread === undefined) return post(message);
    try {
      return await post(message, { thread_ts: thread, reply_broadcast: alsoInChannel });
    } catch (fault) {
      if (!alsoInChannel || !isThreadGone(fault)) throw fault;
      return post(message);
    }
  };
  try {
    const { ts, channel: postedIn = channel } = await send(rendering.message);
    return ts
      ? { channel: postedIn, ts }
      : await recordFailure(deps, delivery, claimedAt, callFailure(undefined));
  } catch (fault) {
    return recordFailure(deps, delivery, claimedAt, callFailure(fault));
  }
}

async function recordFailure(
  deps: OutboxDeps,
  delivery: Delivery,
  claimedAt: Temporal.Instant,
  failure: CallFailure,
): Promise<AttemptOutcome> {
  const { log, now, settling, store } = deps;
  const { workspace, team, key, kind, attempts } = delivery;
  const { reason } = failure;
  switch (failure.kind) {
    case "busy":
      await store.deliveries.postpone(workspace, key, now().add({ seconds: failure.seconds }));
      log.info({ kind, reason, seconds: failure.seconds }, "a delivery waits because of Slack's rate limit");
      return "reached";
    case "paused":
      await store.deliveries.pause(workspace, key, reason, now().add(backoff(attempts + 1)));
      log.warn({ kind, team, reason }, "a delivery waits until its channel takes messages again");
      return "reached";
    case "refused":
      await refuse(deps, delivery, reason);
      return "reached";
    case "not-sent":
      await store.deliveries.postpone(workspace, key, now().add(AFTER_NOT_SENT));
      log.warn({ kind, reason }, "a delivery waits until Slack can be reached");
      return "unreachable";
    case "unknown":
      await store.deliveries.unknown(workspace, key, claimedAt, now().add(settling));
      log.warn(
        { kind, reason },
        "a delivery may have arrived, and is looked up in its channel before it is posted again",
      );
      return "unreachable";
  }
}

async function refuse(
  { store, log, metrics }: OutboxDeps,
  delivery: Delivery,
  reason: string,
): Promise<void> {
  const { workspace, key, kind } = delivery;
  await store.deliveries.refused(workspace, key, reason);
  metrics.deliveryRefused(kind);
  log.warn({ kind, reason }, "a delivery was given up");
}
