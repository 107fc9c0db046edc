import { type Bet, type FinalBet, isFinal } from "#domain/bets/bet.ts";
import { type LeadTime, leadTime } from "#domain/bets/shipping.ts";
import { groupSettled, type SettledGroup } from "#domain/bets/settled-groups.ts";
import {
  countBets,
  type Forecast,
  type ForecastAccuracy,
  forecastAccuracy,
  forecastsOf,
  MIN_FORECASTS,
} from "#domain/confidence/forecast-accuracy.ts";
import { bySurprise, type Surprising } from "#domain/confidence/surprise.ts";
import { baseRate } from "#domain/digests/digest.ts";
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
import { chooseNudge, type Nudge, type NudgeKind, waitedOnOthers } from "#domain/nudges/nudge.ts";
import { type Obstacles, obstacles } from "#domain/nudges/obstacles.ts";
import { type Pace, pace } from "#domain/goals/pace.ts";
import type { Reason } from "#domain/pre-mortems/pre-mortem.ts";
import { type PulsesOfQuarter, pulsesWithin } from "#domain/pulses/pulse-report.ts";
import type { Pulse } from "#domain/pulses/pulse.ts";
import { boundsOf, daysOf, isWithin, type Quarter, quarterBefore } from "#domain/calendar/quarter.ts";
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

/** A retro and the pre-mortem reasons it shows. */
type RetroReasons = { readonly retro: Retro; readonly reasons: readonly Reason[] };

/** The facts of a recap, as of a moment in the quarter or after it. */
export type RecapFacts = {
  readonly team: Team;
  readonly quarter: Quarter;
  readonly at: Temporal.Instant;
  /**
   * At least the bets that were placed or became final in the quarter, the bets behind its key results, and the bets
   * that cite the same learnings as those.
   */
  readonly bets: readonly Bet[];
  /** How many bets were placed but not final at the quarter's end, or at `at` if that is earlier. */
  readonly running: number;
  /** The bets that shipped on the days covered. */
  readonly shipped?: readonly Bet[];
  readonly retros: readonly Retro[];
  readonly reasons: readonly RetroReasons[];
  readonly learnings: readonly Learning[];
  /** The open ones. */
  readonly nextSteps: readonly NextStep[];
  /** Open and closed ones. */
  readonly goals: readonly Goal[];
  readonly pulses: readonly Pulse[];
  /** The quarter's participation, as far as it may be shown. */
  readonly spread?: ParticipationSpread;
  /** The team's settled bets of other times: how likely a hit is where nobody gave a forecast. */
  readonly record?: readonly SettledGroup[];
  /** Patterns that the team silenced, or that the digest of the same day has pointed out. */
  readonly leftOut?: ReadonlySet<NudgeKind>;
};

/** One team's quarter, in the order in which it is shown. */
export type Recap = {
  readonly team: Team;
  readonly quarter: Quarter;
  readonly isOver: boolean;
  /** The days covered: from the team's set-up if it was mid-quarter, and until `at` if the quarter is not over. */
  readonly days: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };
  readonly today: Temporal.PlainDate;
  readonly placed: number;
  /** Of all bets placed so far, how many had no final verdict at its end. */
  readonly running: number;
  /** From placing to shipping, of the bets that shipped in the quarter. */
  readonly leadTime?: LeadTime;
  readonly settled: readonly FinalBet[];
  /** The same bets, the most surprising first. */
  readonly bySurprise: readonly Surprising[];
  /** In the order of `VERDICTS`, without those that no bet has. */
  readonly verdicts: ReadonlyArray<{ readonly kind: Verdict["kind"]; readonly bets: number }>;
  readonly trackRecord: TrackRecord;
  readonly realised: readonly RealisedShare[];
  readonly square: SquareCounts;
  readonly forecastAccuracy: ForecastAccuracy | { readonly kind: "too-few"; readonly missing: number };
  readonly learnings: readonly Learning[];
  /** How many of the bets placed cite a learning. */
  readonly citing: number;
  readonly payoffs: readonly LearningPayoff[];
  /** Of the bets placed; `blocked` counts the team's own bets that it cannot release alone. */
  readonly mandate: { readonly own: number; readonly handedDown: number; readonly blocked: number };
  readonly obstacles: Obstacles;
  readonly preMortems: PreMortemRecap;
  /** Of the goals whose period overlaps the quarter; `isOver` if the quarter is over, and the period ended by then. */
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
  /** The pattern most worth changing, in this quarter and the one before it. */
  readonly change?: Nudge;
};

/** The pre-mortems of the quarter's bets, from their closed retros. */
type PreMortemRecap = {
  /** How many retros showed a pre-mortem, and in how many of them a reason got votes. */
  readonly retros: number;
  readonly cameTrue: number;
  /** Reasons with votes, the most first. */
  readonly reasons: readonly Reason[];
  /** Pooled texts of several bets, each of which had too few to show. */
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
  // Includes acts at exactly `at`.
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
  const fromPlacingToShipping = leadTime(facts.shipped ?? [], team.timeZone);
  const change = patternToChange(facts, known, end);
  return {
    team,
    quarter,
    isOver,
    days,
    today,
    placed: placed.length,
    running: facts.running,
    ...(fromPlacingToShipping && { leadTime: fromPlacingToShipping }),
    settled,
    bySurprise: bySurprise(settled, baseRate(facts.record ?? [])),
    verdicts: VERDICTS.map((kind) => ({ kind, bets: settled.filter(hasVerdict(kind)).length })).filter(
      ({ bets: count }) => count > 0,
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
          // The value is today's: compared with an earlier day's pace, it would look too far ahead.
          pace: pace(keyResult, objective, today),
          bets: betsBehind(contribution(keyResult, known)),
          isOver: isOver && Temporal.PlainDate.compare(objective.until, days.until) <= 0,
        })),
      ),
    ...(pulses && { pulses }),
    ...(facts.spread && { participation: participation(facts.spread) }),
    nextSteps: facts.nextSteps.filter(({ addedAt }) => isBeforeEnd(addedAt)),
    ...(change && { change }),
  };
}

/** Whether it has no bets placed or settled, no learnings, pulses, key results or open next steps. */
export const isEmpty = ({ placed, settled, learnings, pulses, keyResults, nextSteps }: Recap): boolean =>
  !pulses && placed === 0 && [settled, learnings, keyResults, nextSteps].every((part) => part.length === 0);

const hasVerdict =
  (kind: Verdict["kind"]) =>
  ({ state }: FinalBet): boolean =>
    state.outcome.verdict.kind === kind;

/** For a team set up mid-quarter, starts on the day of its set-up. */
function daysWithin({ team, quarter }: RecapFacts, until: Temporal.PlainDate): Recap["days"] {
  const { from } = daysOf(quarter);
  const setUp = team.createdAt.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const isLater =
    Temporal.PlainDate.compare(setUp, from) > 0 && Temporal.PlainDate.compare(setUp, until) <= 0;
  return { from: isLater ? setUp : from, until };
}

/** A quarter alone has too few results for a pattern, so those of the quarter before count, too. */
function patternToChange(
  { team, quarter, retros, spread, leftOut = new Set() }: RecapFacts,
  known: readonly Bet[],
  end: Temporal.Instant,
): Nudge | undefined {
  const { from } = boundsOf(quarterBefore(quarter), team);
  const isRecent = (bet: Bet) => !isFinal(bet) || isWithin(bet.state.settledAt, from, end);
  return chooseNudge(
    {
      // The end itself is in the next quarter.
      until: end.subtract({ nanoseconds: 1 }),
      timeZone: team.timeZone,
      bets: known.filter(isRecent),
      retros,
      ...(spread && { spread }),
    },
    { quarter: [] },
    leftOut,
  );
}

const accuracyOrMissing = (forecasts: readonly Forecast[]): Recap["forecastAccuracy"] =>
  forecastAccuracy(forecasts) ?? { kind: "too-few", missing: MIN_FORECASTS - countBets(forecasts) };

function preMortemRecap(
  retroReasons: readonly RetroReasons[],
  settled: readonly FinalBet[],
  during: (moment: Temporal.Instant) => boolean,
): PreMortemRecap {
  const shown = retroReasons.filter(
    ({ retro: { preMortem, state, bet } }) =>
      preMortem === "shown" && state.kind === "closed" && settled.some(({ id }) => id === bet),
  );
  const isVoted = ({ votes }: Reason) => votes > 0;
  return {
    retros: shown.length,
    cameTrue: shown.filter(({ reasons }) => reasons.some(isVoted)).length,
    reasons: byVotes(shown.flatMap(({ reasons }) => reasons.filter(isVoted))),
    pooled: retroReasons
      .filter(({ retro }) => retro.preMortem === "pooled" && during(retro.openedAt))
      .flatMap(({ reasons }) => reasons.map(({ text }) => text)),
  };
}

type Days = Recap["days"];
const overlaps = (a: Days, b: Days): boolean =>
  Temporal.PlainDate.compare(a.from, b.until) <= 0 && Temporal.PlainDate.compare(b.from, a.until) <= 0;
