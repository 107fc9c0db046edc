import { keys } from "#domain/deliveries/delivery.ts";
import { reasonPages } from "#domain/pre-mortems/pre-mortem.ts";
import { err, ok, type Result } from "#domain/result.ts";
import {
  type DecisionAnswer,
  type DecisionResult,
  type Retro,
  type RetroTally,
  wasEmpty,
} from "#domain/retros/retro.ts";
import { tallyDecision } from "#domain/retros/tally.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";
import { type ClosingDeps, type CountedVotes, countVotes } from "./count-votes.ts";
import { votesCast } from "#usecases/polls/count-poll.ts";
import type { Deps } from "#usecases/deps.ts";
import { eligibleVoters } from "#usecases/polls/electorate.ts";
import { readContributions, type RetroNotFound } from "./find-retro.ts";
import { openPulse } from "#usecases/pulses/open-pulse.ts";
import { hasOwnThread, threadOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import { closeParticipants, markOutcomeStale } from "./participants.ts";

export type CloseRefusal =
  | RetroNotFound
  | { readonly kind: "retro-closed" }
  | { readonly kind: "votes-unreadable" };

/** Closing starts over if an answer comes in while Slack is asked; after this many tries it gives up for now. */
const MAX_TRIES = 5;

/** Closes a retro: counts the votes, destroys the anonymous ballots, updates its messages and opens a pulse. */
export async function closeRetro(
  deps: ClosingDeps,
  input: { workspace: string; retro: string },
): Promise<Result<Retro, CloseRefusal>> {
  const { store } = deps;
  const { workspace } = input;
  const retro = await store.retros.find(workspace, input.retro);
  const team = retro && (await store.teams.find(workspace, retro.team));
  if (!retro || !team) return err({ kind: "retro-not-found" });
  if (retro.state.kind === "closed") return err({ kind: "retro-closed" });

  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    // Asks Slack outside the transaction, which may only await its own queries.
    const counted = await countVotes(deps, retro, team);
    const answers = await readAnswers(deps, retro, team);
    if (!counted || !answers) return err({ kind: "votes-unreadable" });
    const closed = await store.transaction(async (tx) => {
      if (!(await tx.retros.lockOpen(workspace, retro.id))) return err({ kind: "retro-closed" } as const);
      const decision = await countDecision(tx, retro, team, answers);
      return decision && ok(await close(tx, retro, { counted, decision }, deps));
    });
    if (closed) return closed;
  }
  return err({ kind: "votes-unreadable" });
}

/** The anonymous answers before counting: how many there are, and which of the people are still eligible. */
type Answers = { readonly given: number; readonly eligible: ReadonlySet<string> };

/** Undefined if Slack doesn't say who is eligible. */
async function readAnswers(deps: ClosingDeps, retro: Retro, team: Team): Promise<Answers | undefined> {
  const { workspace, id } = retro;
  const given = await votesCast(deps.store, workspace, keys.retroDecision(id));
  if (given === 0) return { given, eligible: new Set() };
  const where = { workspace, channel: team.channel };
  const eligible = await eligibleVoters(deps, where, keys.retroDecision(id));
  return eligible && { given, eligible };
}

/**
 * The anonymous question is asked once: a reopened retro keeps its first result. Undefined if someone answered while
 * Slack was asked, as Slack must then be asked about them too.
 */
async function countDecision(
  tx: Ledger,
  retro: Retro,
  team: Team,
  { given, eligible }: Answers,
): Promise<DecisionResult | undefined> {
  const { workspace, id } = retro;
  const before = await tx.retros.decision(workspace, id);
  if (before) return before;
  const poll = keys.retroDecision(id);
  if ((await votesCast(tx, workspace, poll)) !== given) return undefined;
  if (given === 0) return { kind: "none" };
  if (!(await tx.ballots.isReadable(workspace, poll))) return { kind: "unreadable" };
  const counts = await tx.ballots.countOf(workspace, poll, eligible);
  const of = (answer: DecisionAnswer) => counts.get(answer) ?? 0;
  const threshold = await tx.ballots.threshold(workspace, poll, team.anonymityThreshold);
  const result = tallyDecision({ again: of("again"), notAgain: of("not-again") }, threshold);
  // There were answers, but none from people who are still eligible.
  return result.kind === "none" ? { kind: "too-few" } : result;
}

async function close(
  tx: Ledger,
  retro: Retro,
  { counted, decision }: { counted: CountedVotes; decision: DecisionResult },
  { now }: Deps,
): Promise<Retro> {
  const { workspace, id } = retro;
  const closedAt = now();
  const tally: RetroTally = { themes: counted.themes, decision };
  await tx.retros.close(workspace, id, tally, closedAt);
  for (const [learning, votes] of counted.learnings) await tx.learnings.tally(workspace, learning, votes);
  for (const [place, votes] of counted.reasons) await tx.preMortems.tally(workspace, id, place, votes);
  await tx.ballots.close(workspace, keys.retroDecision(id));
  await closeParticipants(tx, retro);
  const bet = await tx.bets.find(workspace, retro.bet);
  const closed: Retro = { ...retro, state: { kind: "closed", closedAt, tally } };
  if (bet) await enqueueClosing(tx, bet, closed, closedAt);
  await updateRetroMessages(tx, retro);
  if (bet) await openPulse(tx, bet, closedAt);
  return closed;
}

/**
 * What a retro brought shows in the line on the verdict. One that nobody joined closes with a reply in the thread. One
 * with a thread of its own, opened by an earlier version, ends with its summary there and in the channel.
 */
async function enqueueClosing(tx: Ledger, bet: Bet, retro: Retro, dueAt: Temporal.Instant): Promise<void> {
  const { workspace, team, id } = retro;
  const common = { workspace, team, key: keys.retroSummary(id), kind: "retro-summary", subject: id } as const;
  if (await hasOwnThread(tx, workspace, id))
    await tx.deliveries.enqueue({ ...common, threadOf: keys.retro(id), alsoInChannel: true, dueAt });
  else if (wasEmpty(retro, await readContributions(tx, retro)))
    await tx.deliveries.enqueue({ ...common, threadOf: await threadOfBet(tx, bet, dueAt), dueAt });
}

/** Marks every message stale that shows whether a retro is open, or its result. */
export async function updateRetroMessages(tx: Ledger, { workspace, id, bet: betId }: Retro): Promise<void> {
  const bet = await tx.bets.find(workspace, betId);
  if (bet) await markOutcomeStale(tx, bet);
  const pages = reasonPages(await tx.preMortems.reasons(workspace, id));
  const shown = [
    keys.retro(id),
    keys.retroThemes(id),
    keys.retroDecision(id),
    ...pages.map((_, index) => keys.retroPreMortem(id, index + 1)),
    keys.retroSummary(id),
    keys.card(betId),
  ];
  for (const key of shown) await tx.deliveries.markStale(workspace, key);
}
