import { isFetchTime, nextFetch, type SourceUse } from "#domain/sources/source-use.ts";
import { todayOf } from "#usecases/deps.ts";
import { runAtOnce } from "#usecases/run-each.ts";
import type { SourceDeps } from "./deps.ts";
import { fetchSource } from "./fetch-source.ts";

/** So few in a tick that it ends within about a minute, even if none of them answers in time. */
const MAX_IN_A_TICK = 16;
const AT_ONCE = 4;

/** Fetches the sources that are due: of open bets, and of key results whose period is running. False if none is due. */
export async function fetchDueSources(deps: SourceDeps): Promise<boolean> {
  const due = await deps.store.sourceUses.due(deps.now(), MAX_IN_A_TICK);
  await runAtOnce(AT_ONCE, due, (use) => fetchIfRunning(deps, use));
  return due.length > 0;
}

async function fetchIfRunning(deps: SourceDeps, use: SourceUse): Promise<void> {
  const { store, now } = deps;
  const team = await store.teams.find(use.workspace, use.team);
  const state = team && (await stateOf(deps, use, todayOf(deps, team)));
  if (!team || !state || state === "over") return store.sourceUses.remove(use);
  // Only the replica that gets the claim fetches.
  if (!(await store.sourceUses.claim(use, nextFetch(use, team.timeZone, now())))) return;
  if (state === "running" && isFetchTime(team.timeZone, now())) await fetchSource(deps, use, team);
}

/** Whether a number is of use now, may be again later, or never. */
async function stateOf(
  { store }: SourceDeps,
  { workspace, kind, subject }: SourceUse,
  today: Temporal.PlainDate,
): Promise<"running" | "waits" | "over"> {
  if (kind === "bet") {
    const bet = await store.bets.find(workspace, subject);
    if (!bet || bet.state.kind === "final") return "over";
    return bet.state.kind === "open" ? "running" : "waits";
  }
  const keyResult = await store.goals.findKeyResult(workspace, subject);
  const objective = keyResult && (await store.goals.findObjective(workspace, keyResult.objective));
  if (!objective) return "over";
  const { state, from, until } = objective;
  const isRunning =
    Temporal.PlainDate.compare(from, today) <= 0 && Temporal.PlainDate.compare(today, until) <= 0;
  return state === "open" && isRunning ? "running" : "waits";
}
