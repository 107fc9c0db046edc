import type { Deps } from "#usecases/deps.ts";

/** What needs a channel, once it is due. */
type Needing = { readonly workspace: string; readonly team: string; readonly subject: string };

/** Does what needs a channel: `run` says false while that cannot be read, and is then asked less and less often. */
export async function retryUntilReadable(
  { store, now }: Deps,
  { workspace, team, subject }: Needing,
  run: () => Promise<boolean>,
): Promise<void> {
  const until = await store.channelRetries.retryAt(workspace, subject);
  if (until && Temporal.Instant.compare(until, now()) > 0) return;
  if (!(await run())) await store.channelRetries.backOff(workspace, team, subject, now());
  else if (until) await store.channelRetries.clear(workspace, subject);
}
