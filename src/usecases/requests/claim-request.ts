import type { Deps } from "#usecases/deps.ts";

/** Slack retries for a day at most; a proxy or an attacker who replays a request gets a week more. */
const RETENTION = Temporal.Duration.from({ days: 9 });

const dayOf = (now: Temporal.Instant): Temporal.PlainDate => now.toZonedDateTimeISO("UTC").toPlainDate();

/** True if a request from Slack is new, across restarts and replicas. */
export const claimRequest = (
  { store, now }: Deps,
  { workspace, request }: { workspace: string; request: string },
): Promise<boolean> => store.requests.claim(workspace, request, dayOf(now()));

export const deleteOldRequests = ({ store, now }: Deps): Promise<void> =>
  store.requests.deleteBefore(dayOf(now()).subtract(RETENTION));
