import { backoff, type Delivery, isTooLate } from "#domain/deliveries/delivery.ts";
import type { Message } from "#slack/kit/blocks.ts";
import type { Drawing } from "./rendering.ts";
import { whyAway } from "./channel-availability.ts";
import { type Failure, failureOf } from "#slack/platform/web-api/call-failure.ts";
import type { Outcome } from "./rate-limit.ts";
import {
  AS_TYPED,
  type Desk,
  LEASE,
  METADATA_TYPE,
  sayWithOrWithoutChart,
  seedEmojis,
} from "./outbox-deps.ts";

/** So often a message that cannot be drawn is tried again. */
const MOST_FAULTS = 5;
const AFTER_NOT_SENT = Temporal.Duration.from({ seconds: 10 });

type Place = { readonly channel: string; readonly thread?: string };

/** Posts what is owed: claim, post with the key as metadata, record. */
export const posting =
  (desk: Desk) =>
  async (delivery: Delivery): Promise<Outcome> => {
    const { store, now } = desk;
    const { workspace, key } = delivery;
    const place = await placeOf(desk, delivery);
    if (place === "thread-refused" || place === "team-gone" || isTooLate(delivery, now())) {
      await refuse(desk, delivery, typeof place === "string" ? place : "too-late");
      return "reached";
    }
    const at = now();
    const lookUpAt = at.add(LEASE).add(desk.settling);
    if (!(await store.deliveries.claim(workspace, key, { at, lookUpAt }))) return "reached";

    const drawing = await drawOrPutBack(desk, delivery);
    if (!drawing) {
      await refuse(desk, delivery, "subject-gone");
      return "reached";
    }
    const away = await whyAway(desk, delivery, place.channel);
    if (away) return recordFailure(desk, delivery, at, away);
    const posted = await postTo(desk, delivery, place, drawing, at);
    if (typeof posted === "string") return posted;
    await store.deliveries.sent(workspace, key, posted.channel, posted.ts);
    desk.meter.deliverySent(delivery.kind, delivery.dueAt.until(now()));
    await seedEmojis(desk, posted, drawing.emojis);
    return "reached";
  };

async function placeOf(
  { store }: Desk,
  { workspace, team: id, threadOf }: Delivery,
): Promise<Place | "thread-refused" | "team-gone"> {
  const parent = threadOf ? await store.deliveries.find(workspace, threadOf) : undefined;
  if (parent?.state.kind === "sent") return { channel: parent.state.channel, thread: parent.state.ts };
  // What belongs in a thread does not come without the message that the thread is under.
  if (parent) return "thread-refused";
  const team = await store.teams.find(workspace, id);
  return team ? { channel: team.channel } : "team-gone";
}

/** Nothing was said yet: what cannot be drawn may be tried again at once, and is left alone after some tries. */
async function drawOrPutBack(desk: Desk, delivery: Delivery): Promise<Drawing | undefined> {
  const { workspace, key, attempts } = delivery;
  try {
    return await desk.draw(delivery);
  } catch (fault) {
    if (attempts + 1 >= MOST_FAULTS) await refuse(desk, delivery, "cannot-be-drawn");
    else await desk.store.deliveries.postpone(workspace, key, desk.now().add(backoff(attempts + 1)));
    throw fault;
  }
}

async function postTo(
  desk: Desk,
  delivery: Delivery,
  { channel, thread }: Place,
  drawing: Drawing,
  claimedAt: Temporal.Instant,
): Promise<Outcome | { channel: string; ts: string }> {
  const metadata = { event_type: METADATA_TYPE, event_payload: { key: delivery.key } };
  const say = ({ text, blocks }: Message) => {
    const said = { ...AS_TYPED, channel, text, blocks, metadata };
    const reply = thread && { thread_ts: thread, reply_broadcast: drawing.alsoInChannel ?? false };
    return desk.client.chat.postMessage(reply ? { ...said, ...reply } : said);
  };
  try {
    const { ts, channel: where = channel } = await sayWithOrWithoutChart(drawing, say);
    return ts ? { channel: where, ts } : await recordFailure(desk, delivery, claimedAt, failureOf(undefined));
  } catch (fault) {
    return recordFailure(desk, delivery, claimedAt, failureOf(fault));
  }
}

async function recordFailure(
  desk: Desk,
  delivery: Delivery,
  claimedAt: Temporal.Instant,
  failure: Failure,
): Promise<Outcome> {
  const { log, now, settling, store } = desk;
  const { workspace, team, key, kind, attempts } = delivery;
  const { reason } = failure;
  switch (failure.kind) {
    case "busy":
      await store.deliveries.postpone(workspace, key, now().add({ seconds: failure.seconds }));
      log.info({ kind, reason, seconds: failure.seconds }, "a delivery waits, as Slack asked");
      return "reached";
    case "paused":
      await store.deliveries.pause(workspace, key, reason, now().add(backoff(attempts + 1)));
      log.warn({ kind, team, reason }, "a delivery waits until its channel takes messages again");
      return "reached";
    case "refused":
      await refuse(desk, delivery, reason);
      return "reached";
    case "not-sent":
      await store.deliveries.postpone(workspace, key, now().add(AFTER_NOT_SENT));
      log.warn({ kind, reason }, "a delivery waits until Slack can be reached");
      return "unreachable";
    case "unknown":
      await store.deliveries.unknown(workspace, key, claimedAt, now().add(settling));
      log.warn({ kind, reason }, "a delivery is looked for in its channel, since its fate is unknown");
      return "unreachable";
  }
}

async function refuse({ store, log, meter }: Desk, delivery: Delivery, reason: string): Promise<void> {
  const { workspace, key, kind } = delivery;
  await store.deliveries.refused(workspace, key, reason);
  meter.deliveryRefused(kind);
  log.warn({ kind, reason }, "a delivery was given up");
}
