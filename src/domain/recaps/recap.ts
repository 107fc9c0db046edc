import { type Bet, type FinalBet, isFinal } from "#domain/bets/bet.ts";
import { groupSettled } from "#domain/bets/settled-groups.ts";
import {
  countBets,
  type Forecast,
  type ForecastAccuracy,
  forecastAccuracy,
  forecastsOf,
  MIN_FORECASTS,
} from "#domain/confidence/forecast-accuracy.ts";
import { type LearningPayoff, learningPayoffs } from "#domain/learnings/cited-learning.ts";
import { betsBehind, contribution } from "#domain/goals/contribution.ts";
import type { Goal, KeyResult } from "#domain/goals/goal.ts";
import {
  type Participation,
  participation,
  type ParticipationSpread,
} from "#domain/participation/participation.ts";
import { isOwn } from "#domain/bets/mandate.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import { waitedOnOthers } from "#domain/nudges/nudge.ts";
import { type Obstacles, obstacles } from "#domain/nudges/obstacles.ts";
import { type Pace, pace } from "#domain/goals/pace.ts";
import type { Reason } from "#domain/pre-mortems/pre-mortem.ts";
import { type PulsesOfQuarter, pulsesWithin } from "#domain/pulses/pulse-report.ts";
import type { Pulse } from "#domain/pulses/pulse.ts";
import { boundsOf, daysOf, isWithin, type Quarter } from "#domain/calendar/quarter.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { countSquare, type SquareCounts } from "#domain/retros/square.ts";
import {
  type RealisedShare,
  realisedShares,
  type TrackRecord,
  trackRecord,
} from "#domain/bets/track-record.ts";
import { byVotes } from "#domain/retros/tally.ts";
import type { Team } from "#domain/teams/team.ts";
import { isMiss, type Verdict } from "#domain/verdicts/verdict.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** What a retro shows of its pre-mortem. */
type RetroReasons = { readonly retro: Retro; readonly reasons: readonly Reason[] };

/** What a recap is made of, as it stands at a moment in it or after it. */
export type RecapFacts = {
  readonly team: Team;
  readonly quarter: Quarter;
  readonly at: Temporal.Instant;
  /**
   * Those that were placed or became final in it, those that serve its key results, and those that build on the learnings
   * that the former build on. More may be among them.
   */
  readonly bets: readonly Bet[];
  /** How many were placed by its end, or by `at`, and not final then. */
  readonly running: number;
  readonly retros: readonly Retro[];
  readonly reasons: readonly RetroReasons[];
  readonly learnings: readonly Learning[];
  /** The open ones. */
  readonly nextSteps: readonly NextStep[];
  /** Open and closed ones. */
  readonly goals: readonly Goal[];
  readonly pulses: readonly Pulse[];
  /** How its acts spread over people, as far as it may be told. */
  readonly spread?: ParticipationSpread;
};

/** One team's quarter, in the order in which it is told. */
export type Recap = {
  readonly team: Team;
  readonly quarter: Quarter;
  readonly isOver: boolean;
  /** The days that it speaks of: from when the team was set up, where that was later, and until the moment at most. */
  readonly days: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };
  readonly today: Temporal.PlainDate;
  readonly placed: number;
  /** Of all bets, those without a final verdict at its end. */
  readonly running: number;
  readonly settled: readonly FinalBet[];
  /** In the order of `VERDICTS`; those that there are. */
  readonly verdicts: ReadonlyArray<{ readonly kind: Verdict["kind"]; readonly bets: number }>;
  readonly trackRecord: TrackRecord;
  readonly realised: readonly RealisedShare[];
  readonly square: SquareCounts;
  readonly forecastAccuracy: ForecastAccuracy | { readonly kind: "too-few"; readonly missing: number };
  readonly learnings: readonly Learning[];
  /** How many of the bets placed build on a learning. */
  readonly citing: number;
  readonly payoffs: readonly LearningPayoff[];
  /** Of the bets placed; `blocked` are our own that we cannot release alone. */
  readonly mandate: { readonly own: number; readonly handedDown: number; readonly blocked: number };
  readonly obstacles: Obstacles;
  readonly preMortems: PreMortemRecap;
  /** Of the goals whose period has days in it; `isOver` when their period ended with it or before. */
  readonly keyResults: ReadonlyArray<{
    readonly keyResult: KeyResult;
    readonly pace: Pace;
    /** Numbers of the bets that serve it. */
    readonly bets: readonly number[];
    readonly isOver: boolean;
  }>;
  readonly pulses?: PulsesOfQuarter;
  readonly participation?: Participation;
  readonly nextSteps: readonly NextStep[];
};

/** What we wrote before we knew, of the closed retros of the quarter's bets. */
type PreMortemRecap = {
  /** Retros that showed a pre-mortem, and those where a reason of it got votes. */
  readonly retros: number;
  readonly cameTrue: number;
  /** Those that got votes, the most in front. */
  readonly reasons: readonly Reason[];
  /** Texts of several bets that were too few to show by themselves. */
  readonly pooled: readonly string[];
};

const VERDICTS = [
  "hit",
  "part-way",
  "missed",
  "backfired",
  "inconclusive",
  "stopped-early",
  "invalid",
] as const satisfies ReadonlyArray<Verdict["kind"]>;

export function composeRecap(facts: RecapFacts): Recap {
  const { team, quarter, at, bets, retros, learnings } = facts;
  const { from, until } = boundsOf(quarter, team);
  const isOver = Temporal.Instant.compare(until, at) <= 0;
  // What was done at this very moment is told.
  const end = isOver ? until : at.add({ nanoseconds: 1 });
  const during = (moment: Temporal.Instant) => isWithin(moment, from, end);
  const isBeforeEnd = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, end) < 0;

  const known = bets.filter(({ placedAt }) => isBeforeEnd(placedAt));
  const placed = bets.filter(({ placedAt }) => during(placedAt));
  const settledByEnd = bets.filter(isFinal).filter(({ state }) => isBeforeEnd(state.settledAt));
  const settled = settledByEnd
    .filter(({ state }) => during(state.settledAt))
    .sort((a, b) => a.number - b.number);
  const today = at.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const days = daysWithin(facts, isOver ? daysOf(quarter).until : today);
  const pulses = pulsesWithin(facts.pulses, from, end);
  const handedDown = placed.filter(({ mandate }) => !isOwn(mandate)).length;
  return {
    team,
    quarter,
    isOver,
    days,
    today,
    placed: placed.length,
    running: facts.running,
    settled,
    verdicts: VERDICTS.map((kind) => ({ kind, bets: settled.filter(hasVerdict(kind)).length })).filter(
      ({ bets: some }) => some > 0,
    ),
    trackRecord: trackRecord(groupSettled(settled)),
    realised: realisedShares(settled),
    square: countSquare(settled, retros),
    forecastAccuracy: accuracyOrMissing(forecastsOf(groupSettled(settled))),
    learnings: byVotes(learnings.filter(({ addedAt }) => during(addedAt))),
    citing: placed.filter(({ cites }) => cites !== undefined).length,
    payoffs: learningPayoffs(settled, settledByEnd, learnings),
    mandate: {
      own: placed.length - handedDown,
      handedDown,
      blocked: placed.filter(({ mandate }) => isOwn(mandate) && mandate.dependency).length,
    },
    obstacles: obstacles(
      settled
        .filter(({ state }) => isMiss(state.outcome.verdict.kind))
        .map(({ id, mandate }) => ({ mandate, waited: waitedOnOthers(retros, id), bets: 1 })),
    ),
    preMortems: preMortemRecap(facts.reasons, settled, during),
    keyResults: facts.goals
      .filter(({ objective }) => overlaps(objective, daysOf(quarter)))
      .flatMap(({ objective, keyResults }) =>
        keyResults.map((keyResult) => ({
          keyResult,
          // Its value is of today: held against the pace of an earlier day it would be ahead of it.
          pace: pace(keyResult, objective, today),
          bets: betsBehind(contribution(keyResult, known)),
          isOver: isOver && Temporal.PlainDate.compare(objective.until, days.until) <= 0,
        })),
      ),
    ...(pulses && { pulses }),
    ...(facts.spread && { participation: participation(facts.spread) }),
    nextSteps: facts.nextSteps.filter(({ addedAt }) => isBeforeEnd(addedAt)),
  };
}

/** Nothing was placed, settled, learned or asked in it, nobody aimed at anything, and nothing is left over from it. */
export const isEmpty = ({ placed, settled, learnings, pulses, keyResults, nextSteps }: Recap): boolean =>
  !pulses && placed === 0 && [settled, learnings, keyResults, nextSteps].every((part) => part.length === 0);

const hasVerdict =
  (kind: Verdict["kind"]) =>
  ({ state }: FinalBet): boolean =>
    state.outcome.verdict.kind === kind;

/** A team that was set up in the middle tells of its own days. */
function daysWithin({ team, quarter }: RecapFacts, until: Temporal.PlainDate): Recap["days"] {
  const { from } = daysOf(quarter);
  const setUp = team.createdAt.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const isLater =
    Temporal.PlainDate.compare(setUp, from) > 0 && Temporal.PlainDate.compare(setUp, until) <= 0;
  return { from: isLater ? setUp : from, until };
}

const accuracyOrMissing = (forecasts: readonly Forecast[]): Recap["forecastAccuracy"] =>
  forecastAccuracy(forecasts) ?? { kind: "too-few", missing: MIN_FORECASTS - countBets(forecasts) };

function preMortemRecap(
  all: readonly RetroReasons[],
  settled: readonly FinalBet[],
  during: (moment: Temporal.Instant) => boolean,
): PreMortemRecap {
  const shown = all.filter(
    ({ retro: { preMortem, state, bet } }) =>
      preMortem === "shown" && state.kind === "closed" && settled.some(({ id }) => id === bet),
  );
  const isVoted = ({ votes }: Reason) => votes > 0;
  return {
    retros: shown.length,
    cameTrue: shown.filter(({ reasons }) => reasons.some(isVoted)).length,
    reasons: byVotes(shown.flatMap(({ reasons }) => reasons.filter(isVoted))),
    pooled: all
      .filter(({ retro }) => retro.preMortem === "pooled" && during(retro.openedAt))
      .flatMap(({ reasons }) => reasons.map(({ text }) => text)),
  };
}

type Days = Recap["days"];
const overlaps = (one: Days, other: Days): boolean =>
  Temporal.PlainDate.compare(one.from, other.until) <= 0 &&
  Temporal.PlainDate.compare(other.from, one.until) <= 0;
