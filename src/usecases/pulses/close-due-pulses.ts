import { keys } from "#domain/deliveries/delivery.ts";
import { closePulse } from "./close-pulse.ts";
import type { PollDeps } from "#usecases/polls/electorate.ts";
import { retryUntilReadable } from "#usecases/channels/retry-until-readable.ts";
import { runEach } from "#usecases/run-each.ts";

/** Counts the pulses that are due. One with an unreadable channel waits without blocking the others. */
export async function closeDuePulses(deps: PollDeps): Promise<void> {
  await runEach(await deps.store.pulses.withCloseDue(deps.now()), ({ workspace, team, id }) =>
    retryUntilReadable(deps, { workspace, team, subject: keys.pulse(id) }, () =>
      closePulse(deps, { workspace, pulse: id }),
    ),
  );
}
