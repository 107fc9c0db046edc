import type { Claim, KeyedRequest, RecordedAnswer } from "#store/requests/idempotency-keys.ts";
import type { Deps } from "#usecases/deps.ts";

/** How long the same key gets the same answer. */
const RETENTION = Temporal.Duration.from({ hours: 24 });

/** A request that runs longer than this was cut off by a crash. */
const MAX_RUN = Temporal.Duration.from({ minutes: 1 });

/** Claims an `Idempotency-Key` for a request, across restarts and replicas. */
export async function claimKey({ store, now, newId }: Deps, asked: KeyedRequest): Promise<Claim> {
  const at = now();
  await store.idempotencyKeys.deleteBefore(at.subtract(RETENTION));
  return store.idempotencyKeys.claim(asked, { newId: newId(), at, staleBefore: at.subtract(MAX_RUN) });
}

/** Keeps the answer to a claimed request; without one, gives the claim back. */
export const finishKey = (
  { store }: Deps,
  asked: KeyedRequest,
  answer: RecordedAnswer | undefined,
): Promise<void> =>
  answer ? store.idempotencyKeys.record(asked, answer) : store.idempotencyKeys.release(asked);

export const deleteOldAnswers = ({ store, now }: Deps): Promise<void> =>
  store.idempotencyKeys.deleteBefore(now().subtract(RETENTION));
