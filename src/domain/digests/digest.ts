import { MIN_BETS_FOR_PERCENT, PUBLISHED_RATE } from "#domain/bets/hit-rate.ts";
import { type SettledGroup, withoutSettled } from "#domain/bets/settled-groups.ts";
import { type Bet, type BetState, type FinalBet, currentReviewDate } from "#domain/bets/bet.ts";
import {
  forecastsOf,
  type ForecastAccuracy,
  forecastAccuracy,
} from "#domain/confidence/forecast-accuracy.ts";
import { type LearningPayoff, learningPayoffs } from "#domain/learnings/cited-learning.ts";
import { betsBehind, contribution } from "#domain/goals/contribution.ts";
import type { Goal, KeyResult } from "#domain/goals/goal.ts";
import {
  type Participation,
  participation,
  type ParticipationSpread,
} from "#domain/participation/participation.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import { type Pace, pace } from "#domain/goals/pace.ts";
import type { Pulse } from "#domain/pulses/pulse.ts";
import { type PulseReport, pulseReport } from "#domain/pulses/pulse-report.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { isoWeek } from "#domain/calendar/schedule.ts";
import { squareOf } from "#domain/retros/square.ts";
import { bySurprise, type Surprising } from "#domain/confidence/surprise.ts";
import type { SquarePlace } from "#domain/retros/tally.ts";
import { type RealisedShare, type TrackRecord, trackRecord } from "#domain/bets/track-record.ts";
import type { Team } from "#domain/teams/team.ts";
import { isComputedKind } from "#domain/verdicts/verdict.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** The facts of a digest, from `from` (inclusive) to `until` (exclusive). */
export type WeekFacts = {
  readonly team: Team;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** The digest before, posted or left out for lack of news; `from` if absent. */
  readonly coveredUntil?: Temporal.Instant;
  /**
   * At least the bets that are not final or became final in the week, the bets behind the key results, and the bets
   * that cite the same learnings as those.
   */
  readonly bets: readonly Bet[];
  /** Every bet that was final by `until`. */
  readonly record: readonly SettledGroup[];
  /** Of the latest bets settled by `until`, at most `MOST_REALISED`. */
  readonly realised: readonly RealisedShare[];
  /** Learnings to report this week, and those that the bets cite. */
  readonly learnings: readonly Learning[];
  /** Of the bets finalised in the week, and of those that the learnings come from. */
  readonly retros: readonly Retro[];
  readonly nextSteps: readonly NextStep[];
  readonly goals: readonly Goal[];
  readonly pulses: readonly Pulse[];
  /** The quarter's participation, as far as it may be shown. */
  readonly spread?: ParticipationSpread;
  /** Leaves out pulses that closed before this. */
  readonly pulseFrom?: Temporal.Instant;
};

type BetIn<Kind extends BetState["kind"]> = Bet & {
  readonly state: Extract<BetState, { kind: Kind }>;
};

/** A finalised bet, with its place in the square of decision and outcome. */
type NewVerdict = Surprising & { readonly square?: SquarePlace };

/** One team's week, in the order in which it is shown. */
export type Week = {
  readonly team: Team;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  /** The team's date at `until`, which decides what is due. */
  readonly today: Temporal.PlainDate;
  readonly span: Span;
  /** Bets finalised this week, the most surprising first. */
  readonly newVerdicts: readonly NewVerdict[];
  /** Learnings whose votes were counted this week, most votes first. */
  readonly learnings: readonly Learning[];
  /** Bets that cited a learning and came in, by number. */
  readonly payoffs: readonly LearningPayoff[];
  /** Over all settled bets. */
  readonly trackRecord: TrackRecord;
  /** Of the bets with a forecast and a computed verdict; absent below five. */
  readonly forecastAccuracy?: ForecastAccuracy;
  /** Of the latest settled bets, oldest first. */
  readonly realised: readonly RealisedShare[];
  /** With the numbers of the bets behind each. */
  readonly keyResults: ReadonlyArray<{
    readonly keyResult: KeyResult;
    readonly pace: Pace;
    readonly bets: readonly number[];
  }>;
  /** Open bets whose review is overdue or within two weeks, earliest first. */
  readonly upForReview: ReadonlyArray<BetIn<"open">>;
  /** Bets with a provisional verdict. */
  readonly provisional: ReadonlyArray<BetIn<"provisional">>;
  readonly nextSteps: readonly NextStep[];
  readonly pulse?: PulseReport;
  /** How many people took part in the quarter. */
  readonly participation?: Participation;
};

/**
 * The days a digest covers, without weekends at either end. `since`: its start, if that is more than a week ago and no
 * quiet week explains it.
 */
type Span = {
  /** ISO week of the last day. */
  readonly week: number;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly since?: Temporal.PlainDate;
};

const REVIEW_AHEAD = Temporal.Duration.from({ days: 14 });

export function composeWeek(facts: WeekFacts): Week {
  const { team, until, bets } = facts;
  const within = (at: Temporal.Instant) =>
    Temporal.Instant.compare(facts.from, at) <= 0 && Temporal.Instant.compare(at, until) < 0;
  const today = localDay(until, team.timeZone);
  const pulse = pulseReport(team, facts.pulses, { from: facts.pulseFrom, until });
  const settled = bets.filter(isIn("final")).filter(({ state }) => isBefore(state.settledAt, until));
  const newlyFinal = settled
    .filter(({ state }) => within(state.settledAt))
    .sort((a, b) => a.number - b.number);
  return {
    team,
    from: facts.from,
    until,
    today,
    span: spanOf(facts),
    newVerdicts: bySurprise(newlyFinal, baseRate(withoutSettled(facts.record, newlyFinal))).map((bet) => ({
      ...bet,
      ...squareIn(facts.retros, bet),
    })),
    learnings: facts.learnings
      .filter((learning) => {
        const at = reportedAt(learning, facts.retros);
        return at !== undefined && within(at);
      })
      .sort((a, b) => b.votes - a.votes || Temporal.Instant.compare(a.addedAt, b.addedAt)),
    payoffs: learningPayoffs(newlyFinal, settled, facts.learnings),
    trackRecord: trackRecord(facts.record),
    ...accuracyOf(facts.record),
    realised: facts.realised,
    keyResults: facts.goals.flatMap(({ objective, keyResults }) =>
      keyResults.map((keyResult) => ({
        keyResult,
        pace: pace(keyResult, objective, today),
        bets: betsBehind(contribution(keyResult, bets)),
      })),
    ),
    upForReview: bets
      .filter(isIn("open"))
      .filter((bet) => Temporal.PlainDate.compare(currentReviewDate(bet), today.add(REVIEW_AHEAD)) <= 0)
      .sort(
        (a, b) =>
          Temporal.PlainDate.compare(currentReviewDate(a), currentReviewDate(b)) || a.number - b.number,
      ),
    provisional: bets.filter(isIn("provisional")).sort((a, b) => a.number - b.number),
    nextSteps: facts.nextSteps.filter(({ state }) => state === "open"),
    ...(pulse && { pulse }),
    ...(facts.spread && { participation: participation(facts.spread) }),
  };
}

/** A learning is reported with its votes when its retro closes, or at once if it was added after that. */
function reportedAt({ bet, addedAt }: Learning, retros: readonly Retro[]): Temporal.Instant | undefined {
  const retro = retros.find((candidate) => candidate.bet === bet);
  if (!retro) return addedAt;
  if (retro.state.kind === "open") return undefined;
  return isBefore(addedAt, retro.state.closedAt) ? retro.state.closedAt : addedAt;
}

/** The ISO week that a digest due at this moment is for; it identifies the digest. */
export const weekOfDigest = (team: Team, due: Temporal.Instant): string => isoWeek(lastDay(due, team));

/** One calendar week earlier, at the same local time. */
export const weekBefore = (until: Temporal.Instant, timeZone: string): Temporal.Instant =>
  until.toZonedDateTimeISO(timeZone).subtract({ weeks: 1 }).toInstant();

function spanOf({ team, from, until, coveredUntil = from }: WeekFacts): Span {
  const first = skipWeekend(localTime(from, team.timeZone).add({ hours: 12 }).toPlainDate(), 1);
  const last = lastDay(until, team);
  const inOrder = Temporal.PlainDate.compare(first, last) <= 0;
  return {
    week: last.weekOfYear ?? 0,
    first: inOrder ? first : last,
    last,
    ...(isBefore(coveredUntil, weekBefore(until, team.timeZone)) && {
      since: localDay(coveredUntil, team.timeZone),
    }),
  };
}

/** A digest before noon covers up to the day before; one after noon covers its own day too. */
const lastDay = (until: Temporal.Instant, { timeZone }: Team): Temporal.PlainDate =>
  skipWeekend(localTime(until, timeZone).subtract({ hours: 12 }).toPlainDate(), -1);

function skipWeekend(day: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate {
  let workday = day;
  while (workday.dayOfWeek > 5) workday = workday.add({ days: step });
  return workday;
}

const localTime = (at: Temporal.Instant, timeZone: string): Temporal.PlainDateTime =>
  at.toZonedDateTimeISO(timeZone).toPlainDateTime();

const localDay = (at: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  localTime(at, timeZone).toPlainDate();

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

const isIn =
  <Kind extends BetState["kind"]>(kind: Kind) =>
  (bet: Bet): bet is BetIn<Kind> =>
    bet.state.kind === kind;

/** How likely a hit was beforehand: the team's own hit rate once it has enough bets, the published rate until then. */
export function baseRate(record: readonly SettledGroup[]): number {
  const measured = record.filter(({ verdict }) => isComputedKind(verdict));
  const sum = (groups: readonly SettledGroup[]) => groups.reduce((total, { bets }) => total + bets, 0);
  if (sum(measured) < MIN_BETS_FOR_PERCENT) return (PUBLISHED_RATE.low + PUBLISHED_RATE.high) / 2;
  return sum(measured.filter(({ verdict }) => verdict === "hit")) / sum(measured);
}

function squareIn(retros: readonly Retro[], bet: FinalBet): Pick<NewVerdict, "square"> {
  const square = squareOf(bet, retros);
  return square ? { square } : {};
}

const accuracyOf = (settled: readonly SettledGroup[]): Pick<Week, "forecastAccuracy"> => {
  const accuracy = forecastAccuracy(forecastsOf(settled));
  return accuracy ? { forecastAccuracy: accuracy } : {};
};
