import { backoff, type Delivery } from "#domain/deliveries/delivery.ts";
import type { Drawing } from "./rendering.ts";
import type { Message } from "#slack/kit/blocks.ts";
import { whyAway } from "./channel-availability.ts";
import { type Failure, failureOf } from "#slack/platform/web-api/call-failure.ts";
import type { Outcome } from "./rate-limit.ts";
import { AS_TYPED, type Desk, LEASE, sayWithOrWithoutChart } from "./outbox-deps.ts";

/** Draws posted messages again whose subject has changed. They count as changed until Slack has taken the newest state. */
export const redrawing =
  (desk: Desk) =>
  async (delivery: Delivery): Promise<Outcome> => {
    const { client, now, settling, store } = desk;
    const { workspace, key, state } = delivery;
    if (state.kind !== "sent") return "reached";
    const at = now();
    const leaseUntil = at.add(LEASE);
    const settledAt = at.add(settling);
    if (!(await store.deliveries.claimRedraw(workspace, key, { at, leaseUntil, settledAt })))
      return "reached";

    const drawing = await drawOrLeave(desk, delivery);
    if (!drawing) {
      await store.deliveries.redrawRefused(workspace, key, state.changes, "subject-gone");
      return "reached";
    }
    const { channel, ts, changes } = state;
    const away = await whyAway(desk, delivery, channel);
    if (away) return recordFailure(desk, delivery, changes, away);
    const say = ({ text, blocks }: Message) => client.chat.update({ ...AS_TYPED, channel, ts, text, blocks });
    try {
      await sayWithOrWithoutChart(drawing, say);
      await store.deliveries.redrawn(workspace, key, changes, now());
      return "reached";
    } catch (fault) {
      return recordFailure(desk, delivery, changes, failureOf(fault));
    }
  };

async function drawOrLeave({ draw, now, store }: Desk, delivery: Delivery): Promise<Drawing | undefined> {
  const { workspace, key, attempts } = delivery;
  try {
    return await draw(delivery);
  } catch (fault) {
    await store.deliveries.redrawLater(workspace, key, now().add(backoff(attempts + 1)));
    throw fault;
  }
}

/** Where a call without an answer was made, a newer state is drawn soon, and once more when the older can no longer come. */
const SOON = Temporal.Duration.from({ seconds: 10 });

async function recordFailure(
  { log, now, settling, store }: Desk,
  { workspace, key, kind, attempts }: Delivery,
  changes: number,
  failure: Failure,
): Promise<Outcome> {
  const { reason } = failure;
  log.warn({ kind, reason }, "a message could not be redrawn");
  switch (failure.kind) {
    case "busy":
      await store.deliveries.redrawLater(workspace, key, now().add({ seconds: failure.seconds }));
      return "reached";
    case "paused":
      await store.deliveries.redrawLater(workspace, key, now().add(backoff(attempts + 1)));
      return "reached";
    case "refused":
      await store.deliveries.redrawRefused(workspace, key, changes, reason);
      return "reached";
    case "not-sent":
      await store.deliveries.redrawLater(workspace, key, now().add(SOON));
      return "unreachable";
    case "unknown":
      await store.deliveries.redrawLater(workspace, key, now().add(SOON), now().add(settling));
      return "unreachable";
  }
}
