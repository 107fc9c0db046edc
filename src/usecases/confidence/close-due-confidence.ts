import { keys } from "#domain/deliveries/delivery.ts";
import { closeConfidence } from "./close-confidence.ts";
import type { PollDeps } from "#usecases/polls/electorate.ts";
import { retryUntilReadable } from "#usecases/channels/retry-until-readable.ts";
import { runEach } from "#usecases/run-each.ts";

/** Counts the confidence polls that are due. One with an unreadable channel waits without blocking the others. */
export async function closeDueConfidence(deps: PollDeps): Promise<void> {
  await runEach(await deps.store.bets.withConfidenceDue(deps.now()), ({ workspace, team, id }) =>
    retryUntilReadable(deps, { workspace, team, subject: keys.confidence(id) }, () =>
      closeConfidence(deps, { workspace, bet: id }),
    ),
  );
}
