import { keys } from "#domain/deliveries/delivery.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { closeRetro } from "./close-retro.ts";
import type { ClosingDeps } from "./count-votes.ts";
import { type Electorate, hasWaitedLongEnough } from "#usecases/polls/electorate.ts";
import { retryUntilReadable } from "#usecases/channels/retry-until-readable.ts";
import { runEach } from "#usecases/run-each.ts";

/** Closes the retros that are due. One that can't be closed waits for a later tick without blocking the others. */
export async function closeDueRetros(deps: ClosingDeps): Promise<void> {
  const at = deps.now();
  await runEach(await deps.store.retros.withCloseDue(at), (retro) =>
    retryUntilReadable(deps, { ...retro, subject: keys.retro(retro.id) }, () => closeDue(deps, retro, at)),
  );
}

/** False while it waits for votes that can't be read. */
async function closeDue(deps: ClosingDeps, retro: Retro, at: Temporal.Instant): Promise<boolean> {
  const input = { workspace: retro.workspace, retro: retro.id };
  const closed = await closeRetro(deps, input);
  if (closed.ok || closed.error.kind !== "votes-unreadable" || retro.state.kind !== "open") return true;
  if (!hasWaitedLongEnough(retro.state.closesAt, at)) return false;
  const readVotes = () => Promise.resolve(NO_VOTES);
  await closeRetro({ ...deps, readVotes, electorate: NO_VOTERS }, input);
  return true;
}

const NO_VOTES = { reactions: [], voters: new Set<string>() };
const NO_VOTERS: Electorate = {
  members: () => Promise.resolve([]),
  votersAmong: () => Promise.resolve(new Set()),
};
