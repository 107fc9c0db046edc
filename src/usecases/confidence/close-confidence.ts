import type { Bet } from "#domain/bets/bet.ts";
import { type ConfidenceResult, takesVotes, tallyConfidence } from "#domain/confidence/confidence.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";
import { allVoted, countPoll } from "#usecases/polls/count-poll.ts";
import { eligibleVoters, hasWaitedLongEnough, type PollDeps } from "#usecases/polls/electorate.ts";

/**
 * Counts a poll that has stopped taking votes, keeps the result, and destroys key and ballots. Only votes of people who
 * are still eligible count. False if it can't be counted yet or already was.
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

  // Asks Slack outside the transaction, which may only await its own queries. The poll takes no votes meanwhile.
  const eligible = await eligibleVoters(deps, { workspace, channel: team.channel }, keys.confidence(bet.id));
  if (!eligible && !hasWaitedLongEnough(bet.confidence.closesAt, at)) return false;
  return store.transaction(async (tx) => {
    const result = await count(tx, bet, eligible ?? new Set(), team.anonymityThreshold);
    if (!(await tx.bets.saveConfidence(workspace, bet.id, result))) return false;
    await tx.ballots.close(workspace, keys.confidence(bet.id));
    await tx.deliveries.markStale(workspace, keys.card(bet.id));
    const round = await tx.bets.rounds(workspace, bet.id);
    await tx.deliveries.markStale(workspace, keys.verdict(bet.id, round));
    return true;
  });
}

/** Closes and counts the poll once every eligible voter has voted. */
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
  teamThreshold: number,
): Promise<ConfidenceResult> {
  const poll = keys.confidence(id);
  const counted = await countPoll(tx, workspace, poll, people);
  if (counted.kind !== "counted") return counted;
  const threshold = await tx.ballots.threshold(workspace, poll, teamThreshold);
  const result = tallyConfidence(counted.votes, threshold);
  // There were votes, but none from people who are still eligible.
  return result.kind === "none" ? { kind: "too-few" } : result;
}
