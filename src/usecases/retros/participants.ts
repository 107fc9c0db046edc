import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { Retro } from "#domain/retros/retro.ts";
import type { Ledger } from "#store/store.ts";
import { votesCast } from "#usecases/polls/count-poll.ts";

/** Starts counting who takes part in a retro. Nobody is on record: people are stored like voters. */
export const openParticipants = (tx: Ledger, { workspace, id }: Pick<Retro, "workspace" | "id">) =>
  tx.ballots.open(workspace, keys.retroParticipants(id));

/** Destroys what the count was made of. */
export const closeParticipants = (tx: Ledger, { workspace, id }: Pick<Retro, "workspace" | "id">) =>
  tx.ballots.close(workspace, keys.retroParticipants(id));

/**
 * How many have answered or added something while the retro is open. Reactions show by themselves and are counted at the
 * close.
 */
export const countParticipants = (
  tx: Pick<Ledger, "ballots">,
  { workspace, id }: Pick<Retro, "workspace" | "id">,
): Promise<number> => votesCast(tx, workspace, keys.retroParticipants(id));

/** Counts a person once, if the bet's retro is open, and has the line in the channel say so. */
export async function recordParticipant(tx: Ledger, bet: Bet, person: string | undefined): Promise<void> {
  const { workspace } = bet;
  const retro = person === undefined ? undefined : await tx.retros.ofBet(workspace, bet.id);
  if (person === undefined || retro?.state.kind !== "open") return;
  const poll = keys.retroParticipants(retro.id);
  // Missing from retros opened before people were counted; unreadable under another server secret.
  if (!(await tx.ballots.isReadable(workspace, poll))) return;
  if ((await tx.ballots.answerOf(workspace, poll, person)) !== undefined) return;
  await tx.ballots.cast(workspace, poll, person, "took-part");
  await markOutcomeStale(tx, bet);
}

/** The line that says how the bet came out shows its retro, too. */
export async function markOutcomeStale(
  tx: Ledger,
  { workspace, id, state }: Pick<Bet, "workspace" | "id" | "state">,
): Promise<void> {
  if (state.kind !== "open") await tx.deliveries.markStale(workspace, keys.verdict(id, state.round));
}
