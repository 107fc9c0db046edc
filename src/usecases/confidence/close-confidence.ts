import type { Bet } from "#domain/bets/bet.ts";
import { type ConfidenceResult, takesVotes, tallyConfidence } from "#domain/confidence/confidence.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";
import { allVoted, countPoll } from "#usecases/polls/count-poll.ts";
import { eligibleVoters, hasWaitedLongEnough, type PollDeps } from "#usecases/polls/electorate.ts";

/**
 * Counts a poll that takes no more votes, keeps what may stay, and destroys key and ballots. Only those count who may
 * vote now. False when it is not to be counted yet, or no more.
 */
export async function closeConfidence(
  deps: PollDeps,
  input: { workspace: string; bet: string },
): Promise<boolean> {
  const { store, now } = deps;
  const { workspace } = input;
  const at = now();
  const bet = await store.bets.find(workspace, input.bet);
  const team = bet && (await store.teams.find(workspace, bet.team));
  if (!bet || !team || bet.confidence?.kind !== "sealed" || takesVotes(bet.confidence, at)) return false;

  // Slack is asked before the transaction, which must await nothing but itself. No vote can come in between.
  const entitled = await eligibleVoters(deps, { workspace, channel: team.channel }, keys.confidence(bet.id));
  if (!entitled && !hasWaitedLongEnough(bet.confidence.closesAt, at)) return false;
  return store.transaction(async (tx) => {
    const result = await count(tx, bet, entitled ?? new Set(), team.anonymityThreshold);
    if (!(await tx.bets.saveConfidence(workspace, bet.id, result))) return false;
    await tx.ballots.close(workspace, keys.confidence(bet.id));
    await tx.deliveries.markStale(workspace, keys.card(bet.id));
    const round = await tx.bets.rounds(workspace, bet.id);
    await tx.deliveries.markStale(workspace, keys.verdict(bet.id, round));
    return true;
  });
}

/** Closes and counts the poll once everybody who may vote has voted. */
export async function closeWhenAllVoted(
  deps: PollDeps,
  input: { workspace: string; bet: string },
): Promise<boolean> {
  const { store, now } = deps;
  const { workspace } = input;
  const bet = await store.bets.find(workspace, input.bet);
  const team = bet && (await store.teams.find(workspace, bet.team));
  if (!bet || !team || !takesVotes(bet.confidence, now())) return false;
  const where = { workspace, channel: team.channel };
  if (!(await allVoted(deps, where, [keys.confidence(bet.id)]))) return false;
  await store.bets.endVoting(workspace, bet.id, now());
  return closeConfidence(deps, input);
}

async function count(
  tx: Ledger,
  { workspace, id }: Bet,
  people: ReadonlySet<string>,
  thresholdOfTeam: number,
): Promise<ConfidenceResult> {
  const poll = keys.confidence(id);
  const counted = await countPoll(tx, workspace, poll, people);
  if (counted.kind !== "counted") return counted;
  const threshold = await tx.ballots.threshold(workspace, poll, thresholdOfTeam);
  const result = tallyConfidence(counted.votes, threshold);
  // Votes there were, and none of somebody who may vote now.
  return result.kind === "none" ? { kind: "too-few" } : result;
}
