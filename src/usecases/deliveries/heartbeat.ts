import type { Gap } from "#store/deliveries/delivery-outcomes.ts";
import type { Deps } from "#usecases/deps.ts";

/** Longer than a restart takes, and shorter than it takes to find a backup and put it back. */
const RESTART = Temporal.Duration.from({ minutes: 2 });

/** A record that may be older than what was posted. What is due by its start counts as `due`, what falls due later as `later`. */
type RecordGap = { readonly due?: Gap; readonly later: Gap; readonly until: Temporal.Instant };

/**
 * Whether the record may be older than what was posted: it was last at work a while ago, so that either nobody was, or it
 * comes from a backup. Nobody can tell the two apart. What was posted meanwhile can fall due again for as long as that
 * was: a retro that opens once more closes once more.
 */
export async function findGap({ store, now }: Pick<Deps, "store" | "now">): Promise<RecordGap | undefined> {
  const { last, stopped, behind } = await readMarks(store);
  if (last === undefined) return undefined;
  const at = now();
  const since = Temporal.Instant.from(last);
  if (Temporal.Instant.compare(since.add(RESTART), at) >= 0) return behind;
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

/** The process is at work now. */
export const recordTick = ({ store, now }: Deps): Promise<void> =>
  store.runState.set("last-tick", now().toString({ smallestUnit: "millisecond" }));

/** The process ends in order: all that it did is on record. */
export async function recordShutdown({ store }: Deps): Promise<void> {
  const last = await store.runState.get("last-tick");
  if (last !== undefined) await store.runState.set("stopped", last);
}
