import { type Bet, currentReviewDate, type FinalBet, isFinal, type Outcome } from "#domain/bets/bet.ts";
import { isWithin } from "#domain/calendar/quarter.ts";
import type { HitRate } from "#domain/bets/hit-rate.ts";
import { groupSettled } from "#domain/bets/settled-groups.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { trackRecord } from "#domain/bets/track-record.ts";
import { type Confidence, leaning, type Leaning } from "#domain/confidence/confidence.ts";
import { type CalibrationBin, calibration, type Forecast } from "#domain/confidence/forecast-accuracy.ts";
import type { Learning } from "#domain/learnings/learning.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import { byVotes } from "#domain/retros/tally.ts";
import type { Team } from "#domain/teams/team.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";
import { boundsOfPeriod, daysOfPeriod, type Period } from "./period.ts";

export type ReportFacts = {
  readonly team: Team;
  readonly period: Period;
  readonly at: Temporal.Instant;
  /** Of the period's quarters that have begun, in order. */
  readonly recaps: readonly Recap[];
  /** All of the team's bets. */
  readonly bets: readonly Bet[];
};

/** One team's quarter or year, for reading outside Slack. It has no field for a person. */
export type Report = {
  readonly name: string;
  readonly period: Period;
  /** From the team's set-up, if that was during the period. */
  readonly days: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate };
  readonly isOver: boolean;
  /** The team's date at the moment of the report. */
  readonly today: Temporal.PlainDate;
  readonly placed: number;
  /** Every bet that was open in the period for at least a while, by the day it was placed. */
  readonly bets: readonly ReportBet[];
  /** Of the bets settled in the period; absent if there are none. */
  readonly hitRate?: HitRate;
  readonly forecasts: Forecasts;
  /** The most votes first. */
  readonly learnings: readonly ReportLearning[];
  readonly keyResults: Recap["keyResults"];
};

export type ReportBet = {
  readonly number: number;
  readonly title: string;
  readonly terms: Terms;
  readonly placedOn: Temporal.PlainDate;
  /** The date in force. */
  readonly reviewOn: Temporal.PlainDate;
  readonly confidence?: Confidence;
  /** Absent if the verdict was not final by the end of the period. */
  readonly settled?: { readonly on: Temporal.PlainDate; readonly outcome: Outcome };
};

type ReportLearning = Pick<Learning, "text" | "votes"> & { readonly bet?: number };

/**
 * What was forecast and what came of it, over all of the team's bets up to the period's end, because one quarter has too
 * few. A bin may hold a single bet, whose forecast its card shows, too. A unanimous forecast shows as a leaning only, so
 * it is in no bin.
 */
type Forecasts = {
  readonly bins: readonly CalibrationBin[];
  readonly agreed: ReadonlyArray<{
    readonly leaning: Leaning;
    readonly bets: number;
    readonly hits: number;
  }>;
};

export function composeReport({ team, period, at, recaps, bets }: ReportFacts): Report {
  const { from, until } = boundsOfPeriod(period, team);
  const isOver = Temporal.Instant.compare(until, at) <= 0;
  // Includes acts at exactly `at`.
  const end = isOver ? until : at.add({ nanoseconds: 1 });
  const isBefore = (moment: Temporal.Instant, limit: Temporal.Instant) =>
    Temporal.Instant.compare(moment, limit) < 0;
  const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(team.timeZone).toPlainDate();

  const isSettled = (bet: Bet): bet is FinalBet => isFinal(bet) && isBefore(bet.state.settledAt, end);
  const known = bets.filter(({ placedAt }) => isBefore(placedAt, end));
  const numbers = new Map(bets.map(({ id, number }) => [id, number]));
  const days = daysOfPeriod(period);
  const wasSetUpWithin = isWithin(team.createdAt, from, end);
  const hitRate = trackRecord(groupSettled(recaps.flatMap(({ settled }) => settled))).all;
  return {
    name: team.name,
    period,
    days: wasSetUpWithin ? { ...days, from: dayOf(team.createdAt) } : days,
    isOver,
    today: dayOf(at),
    placed: recaps.reduce((sum, { placed }) => sum + placed, 0),
    bets: known
      .filter((bet) => !isFinal(bet) || !isBefore(bet.state.settledAt, from))
      .toSorted((a, b) => Temporal.Instant.compare(a.placedAt, b.placedAt) || a.number - b.number)
      .map((bet) => ({
        number: bet.number,
        title: bet.title,
        terms: bet.terms,
        placedOn: dayOf(bet.placedAt),
        reviewOn: currentReviewDate(bet),
        ...(bet.confidence && { confidence: bet.confidence }),
        ...(isSettled(bet) && {
          settled: { on: dayOf(bet.state.settledAt), outcome: bet.state.outcome },
        }),
      })),
    ...(hitRate && { hitRate }),
    forecasts: forecastsWithOutcome(known.filter(isSettled)),
    learnings: byVotes(recaps.flatMap(({ learnings }) => learnings)).map(({ text, votes, bet }) => {
      const number = numbers.get(bet);
      return { text, votes, ...(number !== undefined && { bet: number }) };
    }),
    // A goal of several quarters is in each of their recaps; the last one's compares it with the latest day.
    keyResults: [
      ...new Map(
        recaps.flatMap(({ keyResults }) => keyResults.map((one) => [one.keyResult.id, one])),
      ).values(),
    ],
  };
}

/** How far a bet came, as a share of what it aimed for. Undefined without a verdict that a reading decided. */
export function realisedShare({ settled }: Pick<ReportBet, "settled">): number | undefined {
  const verdict = settled?.outcome.verdict;
  return verdict && isComputed(verdict) ? verdict.progress : undefined;
}

/** Whether the period has no bet, learning or key result. */
export const isEmptyReport = ({ bets, learnings, keyResults }: Report): boolean =>
  bets.length + learnings.length + keyResults.length === 0;

const LEANINGS: readonly Leaning[] = ["likely", "even", "unlikely"];

function forecastsWithOutcome(settled: readonly FinalBet[]): Forecasts {
  const forecastsOf = (kind: "given" | "agreed"): Forecast[] =>
    settled.flatMap(({ confidence, state: { outcome } }) =>
      confidence?.kind === kind && isComputed(outcome.verdict)
        ? [{ percent: confidence.median, hit: outcome.verdict.kind === "hit" }]
        : [],
    );
  const agreed = forecastsOf("agreed");
  return {
    bins: calibration(forecastsOf("given"), 1),
    agreed: LEANINGS.map((kind) => {
      const alike = agreed.filter(({ percent }) => leaning(percent) === kind);
      return { leaning: kind, bets: alike.length, hits: alike.filter(({ hit }) => hit).length };
    }).filter((group) => group.bets > 0),
  };
}
