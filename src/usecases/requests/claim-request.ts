import type { Deps } from "#usecases/deps.ts";

/** Slack tries an event again for a day; what is older than this comes no more. */
const KEPT = Temporal.Duration.from({ days: 9 });

const dayOf = (now: Temporal.Instant): Temporal.PlainDate => now.toZonedDateTimeISO("UTC").toPlainDate();

/** Whether a request of Slack's comes for the first time; also over a restart, and among replicas. */
export const claimRequest = (
  { store, now }: Deps,
  { workspace, request }: { workspace: string; request: string },
): Promise<boolean> => store.requests.take(workspace, request, dayOf(now()));

/** Requests are kept in mind for some days only. */
export const deleteOldRequests = ({ store, now }: Deps): Promise<void> =>
  store.requests.forget(dayOf(now()).subtract(KEPT));
