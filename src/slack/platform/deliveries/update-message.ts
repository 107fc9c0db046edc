import { backoff, type Delivery } from "#domain/deliveries/delivery.ts";
import type { OutgoingMessage, Rendering } from "./rendering.ts";
import { findUnavailability } from "./channel-availability.ts";
import { type CallFailure, callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { AttemptOutcome } from "./rate-limit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { PLAIN_TEXT_OPTIONS, LEASE } from "./send-message.ts";

/** Updates a posted message whose subject has changed. It stays stale until Slack has taken the latest state. */
export const messageUpdater =
  (deps: OutboxDeps) =>
  async (delivery: Delivery): Promise<AttemptOutcome> => {
    const { clientOf, now, settling, store } = deps;
    const { workspace, key, state } = delivery;
    if (state.kind !== "sent") return "reached";
    const at = now();
    const leaseUntil = at.add(LEASE);
    const settledAt = at.add(settling);
    if (!(await store.deliveries.claimUpdate(workspace, key, { at, leaseUntil, settledAt })))
      return "reached";

    const rendering = await renderOrRetryLater(deps, delivery);
    if (!rendering) {
      await store.deliveries.updateRefused(workspace, key, state.changes, "subject-gone");
      return "reached";
    }
    const { channel, ts, changes } = state;
    const unavailable = await findUnavailability(deps, delivery, channel);
    if (unavailable) return recordFailure(deps, delivery, changes, unavailable);
    const send = ({ text, blocks }: OutgoingMessage) =>
      clientOf(workspace).chat.update({ ...PLAIN_TEXT_OPTIONS, channel, ts, text, blocks });
    try {
      await send(rendering.message);
      await store.deliveries.updated(workspace, key, changes, now());
      return "reached";
    } catch (fault) {
      return recordFailure(deps, delivery, changes, callFailure(fault));
    }
  };

async function renderOrRetryLater(
  { render, now, store }: OutboxDeps,
  delivery: Delivery,
): Promise<Rendering | undefined> {
  const { workspace, key, attempts } = delivery;
  try {
    return await render(delivery);
  } catch (fault) {
    await store.deliveries.updateLater(workspace, key, now().add(backoff(attempts + 1)));
    throw fault;
  }
}

/** After a call without an answer, the update is sent again this soon, and once more when Slack has settled. */
const RETRY_AFTER = Temporal.Duration.from({ seconds: 10 });

async function recordFailure(
  { log, now, settling, store }: OutboxDeps,
  { workspace, key, kind, attempts }: Delivery,
  changes: number,
  failure: CallFailure,
): Promise<AttemptOutcome> {
  const { reason } = failure;
  log.warn({ kind, reason }, "a message could not be updated");
  switch (failure.kind) {
    case "busy":
      await store.deliveries.updateLater(workspace, key, now().add({ seconds: failure.seconds }));
      return "reached";
    case "paused":
      await store.deliveries.updateLater(workspace, key, now().add(backoff(attempts + 1)));
      return "reached";
    case "refused":
      await store.deliveries.updateRefused(workspace, key, changes, reason);
      return "reached";
    case "not-sent":
      await store.deliveries.updateLater(workspace, key, now().add(RETRY_AFTER));
      return "unreachable";
    case "unknown":
      await store.deliveries.updateLater(workspace, key, now().add(RETRY_AFTER), now().add(settling));
      return "unreachable";
  }
}
