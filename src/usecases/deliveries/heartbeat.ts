import type { Gap } from "#store/deliveries/delivery-outcomes.ts";
import type { Deps } from "#usecases/deps.ts";

/** Longer than a restart takes, shorter than finding and restoring a backup. */
const MAX_RESTART = Temporal.Duration.from({ minutes: 2 });

/** When posted messages may lack a record: `due` is for what is due at startup, `later` for what falls due after it. */
type RecordGap = { readonly due?: Gap; readonly later: Gap; readonly until: Temporal.Instant };

/**
 * Returns a gap if the database may be older than what was posted. If the last tick is a while ago, either the server
 * was down or a backup was restored; the two look the same. What was posted in the gap can fall due again for as long
 * as the gap lasted: a retro that opens again also closes again.
 */
export async function findGap({ store, now }: Pick<Deps, "store" | "now">): Promise<RecordGap | undefined> {
  const { last, stopped, behind } = await readMarks(store);
  if (last === undefined) return undefined;
  const at = now();
  const since = Temporal.Instant.from(last);
  if (Temporal.Instant.compare(since.add(MAX_RESTART), at) >= 0) return behind;
  const until = at.add(since.until(at));
  await store.runState.set("behind", `${since.toString()} ${until.toString()}`);
  return { due: { since, inOrder: stopped === last }, later: { since, inOrder: true }, until };
}

async function readMarks({ runState }: Deps["store"]) {
  const [since, until] =
    (await runState.get("behind"))?.split(" ").map((text) => Temporal.Instant.from(text)) ?? [];
  return {
    last: await runState.get("last-tick"),
    stopped: await runState.get("stopped"),
    behind: since && until && { later: { since, inOrder: true }, until },
  };
}

/** Records that the process is running. */
export const recordTick = ({ store, now }: Deps): Promise<void> =>
  store.runState.set("last-tick", now().toString({ smallestUnit: "millisecond" }));

/** Records an orderly shutdown: everything the process did is on record. */
export async function recordShutdown({ store }: Deps): Promise<void> {
  const last = await store.runState.get("last-tick");
  if (last !== undefined) await store.runState.set("stopped", last);
}
