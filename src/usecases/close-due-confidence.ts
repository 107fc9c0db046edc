import { closeConfidence } from "./close-confidence.ts";
import type { PollDeps } from "./electorate.ts";

/** Counts the confidence polls whose time is up. One whose channel cannot be read now waits, and holds up no other. */
export async function closeDueConfidence(deps: PollDeps): Promise<void> {
  for (const { workspace, id } of await deps.store.bets.withConfidenceDue(deps.now()))
    await closeConfidence(deps, { workspace, bet: id });
}
