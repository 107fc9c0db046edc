import type { Deps } from "#usecases/deps.ts";

/** A due task that needs its channel. */
type ChannelTask = { readonly workspace: string; readonly team: string; readonly subject: string };

/** Runs a task that needs a channel. `run` returns false while the channel can't be read; retries then back off. */
export async function retryUntilReadable(
  { store, now }: Deps,
  { workspace, team, subject }: ChannelTask,
  run: () => Promise<boolean>,
): Promise<void> {
  const retryAt = await store.channelRetries.retryAt(workspace, subject);
  if (retryAt && Temporal.Instant.compare(retryAt, now()) > 0) return;
  if (!(await run())) await store.channelRetries.backOff(workspace, team, subject, now());
  else if (retryAt) await store.channelRetries.clear(workspace, subject);
}
