import type { Gap } from "#store/deliveries/delivery-outcomes.ts";
import type { Deps } from "#usecases/deps.ts";

/** Longer than a restart takes, shorter than finding and restoring a backup. */
const MAX_RESTART = Temporal.Duration.from({ minutes: 2 });

/** When posted messages may lack a record: `due` is for what is due at startup, `later` for what falls due after it. */
type RecordGap = { readonly due?: Gap; readonly later: Gap; readonly until: Temporal.Instant };

/**
 * Returns a gap if the database may be older than what was posted. If the last tick is a while ago, either the server
 * was down or a backup was copied into its place; the two look the same. A backup that `ourcome restore` restored says
 * so, however young it is, and then it doesn't count that its server shut down cleanly. What was posted in the gap can
 * fall due again for as long as the gap lasted: a retro that opens again also closes again.
 */
export async function findGap({ store, now }: Pick<Deps, "store" | "now">): Promise<RecordGap | undefined> {
  const { last, stopped, behind, restored } = await readMarks(store);
  const from = restored ?? last;
  if (from === undefined) return undefined;
  const at = now();
  const since = Temporal.Instant.from(from);
  const isRestored = restored !== undefined;
  if (!isRestored && Temporal.Instant.compare(since.add(MAX_RESTART), at) >= 0) return behind;
  const until = at.add(since.until(at));
  const inOrder = !isRestored;
  await store.runState.set("behind", [since, until, ...(isRestored ? ["restored"] : [])].join(" "));
  return { due: { since, inOrder: inOrder && stopped === last }, later: { since, inOrder }, until };
}

/** For when what is due by a restored record is going to be looked up, whatever happens to this process. */
export const forgetRestore = ({ store }: Pick<Deps, "store">): Promise<void> =>
  store.runState.remove("restored");

async function readMarks({ runState }: Deps["store"]) {
  const [from, to, restored] = (await runState.get("behind"))?.split(" ") ?? [];
  return {
    last: await runState.get("last-tick"),
    stopped: await runState.get("stopped"),
    restored: await runState.get("restored"),
    behind:
      from === undefined || to === undefined
        ? undefined
        : {
            later: { since: Temporal.Instant.from(from), inOrder: restored === undefined },
            until: Temporal.Instant.from(to),
          },
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
