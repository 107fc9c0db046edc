import type { HitRate } from "#domain/bets/hit-rate.ts";
import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { squareOf } from "#domain/retros/square.ts";
import type { SquarePlace } from "#domain/retros/tally.ts";
import type { SourceUse } from "#domain/sources/source-use.ts";
import type { Team } from "#domain/teams/team.ts";
import { votesCast } from "#usecases/polls/count-poll.ts";
import { hitRateBefore } from "./hit-rate.ts";
import type { Deps } from "#usecases/deps.ts";
import type { Learning } from "#domain/learnings/learning.ts";

export type BetNotFound = { readonly kind: "bet-not-found"; readonly number?: number };

/** Everything a bet's card shows. */
export type BetFacts = {
  readonly bet: Bet;
  readonly team: Team;
  readonly latest?: Reading;
  /** Votes cast in its confidence poll, while that is sealed. */
  readonly voted?: number;
  /** People who wrote in its pre-mortem, while that is sealed. */
  readonly written?: number;
  /** Its place in the decision/outcome square, once its retro has closed. */
  readonly square?: SquarePlace;
  readonly serves?: { readonly objective: Objective; readonly keyResult: KeyResult };
  /** While it is open: the team's hit rate at the time it was placed, which never changes. */
  readonly baseRate?: HitRate;
  /** What came of the source that its number comes from. */
  readonly use?: SourceUse;
  /** The learning it builds on. */
  readonly cited?: Learning;
};

/** Looks up a team's bet by number. Other teams' bets are not found. */
export async function findBetNumbered(
  { store }: Deps,
  input: { workspace: string; team: string; number: number },
): Promise<Result<Bet, BetNotFound>> {
  const bet = await store.bets.findByNumber(input.workspace, input.team, input.number);
  return bet ? ok(bet) : err({ kind: "bet-not-found", number: input.number });
}

export async function findBet(
  { store }: Deps,
  input: { workspace: string; bet: string },
): Promise<Result<BetFacts, BetNotFound>> {
  const bet = await store.bets.find(input.workspace, input.bet);
  const team = bet && (await store.teams.find(bet.workspace, bet.team));
  if (!bet || !team) return err({ kind: "bet-not-found" });

  const latest = (await store.readings.latest(bet.workspace, [bet.id])).get(bet.id);
  const keyResult = bet.keyResult && (await store.goals.findKeyResult(bet.workspace, bet.keyResult));
  const objective = keyResult && (await store.goals.findObjective(bet.workspace, keyResult.objective));
  const cited = bet.cites !== undefined && (await store.learnings.find(bet.workspace, bet.cites));
  const use =
    bet.source !== undefined &&
    (await store.sourceUses.find({ workspace: bet.workspace, kind: "bet", subject: bet.id }));
  const retro = bet.state.kind === "final" && (await store.retros.ofBet(bet.workspace, bet.id));
  const square = retro ? squareOf(bet, [retro]) : undefined;
  const baseRate = bet.state.kind === "open" ? await hitRateBefore(store, team, bet.placedAt) : undefined;
  return ok({
    bet,
    team,
    ...(baseRate && { baseRate }),
    ...(bet.state.kind !== "final" && {
      written: await store.sealedTexts.writers(bet.workspace, keys.preMortem(bet.id)),
    }),
    ...(bet.confidence?.kind === "sealed" && {
      voted: await votesCast(store, bet.workspace, keys.confidence(bet.id)),
    }),
    ...(latest && { latest }),
    ...(square && { square }),
    ...(objective && { serves: { objective, keyResult } }),
    ...(cited && { cited }),
    ...(use && { use }),
  });
}
