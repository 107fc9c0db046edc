import { keys } from "#domain/deliveries/delivery.ts";
import {
  afterFetch,
  type Measured,
  nextFetch,
  type SourceUse,
  startsFailing,
} from "#domain/sources/source-use.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { todayOf } from "#usecases/deps.ts";
import type { SourceDeps } from "./deps.ts";

/** Asks a source for today's number, and keeps what came of it. Undefined if the source isn't used any more. */
export async function fetchSource(
  { store, sources, now, newId }: SourceDeps,
  use: SourceUse,
  team: Team,
): Promise<SourceUse | undefined> {
  const today = todayOf({ now }, team);
  const fetched = await sources.fetch(use.source, today);
  return store.transaction(async (tx) => {
    // Somebody may have chosen another source, or another fetch may have been faster.
    const before = await tx.sourceUses.find(use);
    if (before?.source !== use.source) return undefined;
    const found = afterFetch(before, fetched, { today, id: newId() });
    const after = { ...found, nextFetchAt: nextFetch(found, team.timeZone, now()) };
    await tx.sourceUses.save(after);
    if (use.kind === "bet") await updateThread(tx, before, after, now());
    return after;
  });
}

/** Updates what the bet's thread says of the source's number, and says once that it has failed for days. */
async function updateThread(
  tx: Ledger,
  before: SourceUse,
  after: SourceUse,
  now: Temporal.Instant,
): Promise<void> {
  const { workspace, team, subject: bet } = after;
  if (after.proposal?.id !== before.proposal?.id) {
    await tx.deliveries.markStale(workspace, keys.noReading(bet));
    await tx.deliveries.markPromptsStale(workspace, bet);
  }
  if (before.failure && !after.failure)
    await tx.deliveries.markStale(workspace, keys.sourceFailing(bet, before.failure.since));
  if (!startsFailing(before, after) || !after.failure) return;
  await tx.deliveries.enqueue({
    workspace,
    team,
    key: keys.sourceFailing(bet, after.failure.since),
    kind: "source-failing",
    subject: bet,
    threadOf: keys.card(bet),
    dueAt: now,
  });
}

/** Asks for today's number if it isn't known yet. Undefined without a source. */
export async function fetchToday(
  deps: SourceDeps,
  measured: Measured,
  team: Team,
): Promise<SourceUse | undefined> {
  const use = await deps.store.sourceUses.find(measured);
  if (!use || use.proposal?.day.equals(todayOf(deps, team))) return use;
  return fetchSource(deps, use, team);
}
