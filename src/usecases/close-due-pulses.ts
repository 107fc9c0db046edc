import { closePulse } from "./close-pulse.ts";
import type { PollDeps } from "./electorate.ts";

/** Counts the pulses whose time is up. One whose channel cannot be read now waits, and holds up no other. */
export async function closeDuePulses(deps: PollDeps): Promise<void> {
  for (const { workspace, id } of await deps.store.pulses.withCloseDue(deps.now()))
    await closePulse(deps, { workspace, pulse: id });
}
