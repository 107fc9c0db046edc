import { type Bet, type FinalBet, isFinal } from "#domain/bets/bet.ts";
import { isConcentrated, type ParticipationSpread } from "#domain/participation/participation.ts";
import { wilson } from "#domain/statistics/wilson-interval.ts";
import { isOwn } from "#domain/bets/mandate.ts";
import { type Obstacle, obstacles, patternsOf } from "./obstacles.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { isMiss } from "#domain/verdicts/verdict.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

/** A pattern in a team's bets that is worth discussing, with the numbers behind it. Never about a person. */
export type Nudge =
  | { readonly kind: "handed-down-missed"; readonly bets: number }
  | {
      readonly kind: "obstacle";
      readonly obstacle: Obstacle;
      readonly touched: number;
      readonly misses: number;
    }
  | {
      readonly kind: "without-empowerment";
      readonly placed: number;
      readonly handedDown: number;
      /** The team's own bets that it cannot release alone. */
      readonly blocked: number;
    }
  /** Has no number, so that it is shown once a quarter. */
  | { readonly kind: "one-pair-of-hands" }
  | { readonly kind: "too-safe"; readonly hits: number; readonly settled: number };
export type NudgeKind = Nudge["kind"];

/**
 * In order of priority. What only others can change comes before what the team can change itself, since trying harder
 * does not fix it, and results of a pattern come before the pattern alone. Then comes how the team shares the work.
 * Targets that are too safe come last: they hurt nobody by next week.
 */
export const NUDGE_PRIORITY = [
  "handed-down-missed",
  "obstacle",
  "without-empowerment",
  "one-pair-of-hands",
  "too-safe",
] as const satisfies readonly NudgeKind[];

/** What nudges are computed from, as of `until`. */
export type NudgeFacts = {
  readonly until: Temporal.Instant;
  readonly timeZone: string;
  readonly bets: readonly Bet[];
  readonly retros: readonly Retro[];
  /** The quarter's participation, as far as it may be shown. */
  readonly spread?: ParticipationSpread;
};

/** Nudges the team has already seen: last week's kind, and all of this quarter's. */
export type ShownNudges = { readonly lastWeek?: NudgeKind; readonly quarter: readonly Nudge[] };

/**
 * The digest's one nudge, if any: the first that is not silenced, not of last week's kind, and not identical to one of
 * this quarter, numbers included.
 */
export const chooseNudge = (
  facts: NudgeFacts,
  { lastWeek, quarter }: ShownNudges,
  silenced: ReadonlySet<NudgeKind>,
): Nudge | undefined =>
  NUDGE_PRIORITY.filter((kind) => kind !== lastWeek && !silenced.has(kind))
    .map((kind) => DETECTORS[kind](facts))
    .find((nudge) => nudge !== undefined && !quarter.some((shown) => isSame(shown, nudge)));

/** The first day of a date's quarter, and of the next one, until which a nudge stays silenced. */
export const quarterFrom = (today: Temporal.PlainDate): Temporal.PlainDate => quarterDays(today).from;
export const nextQuarterFrom = (today: Temporal.PlainDate): Temporal.PlainDate =>
  quarterDays(today).until.add({ days: 1 });

const DETECTORS: {
  readonly [Kind in NudgeKind]: (facts: NudgeFacts) => Extract<Nudge, { kind: Kind }> | undefined;
} = {
  "handed-down-missed": handedDownMissed,
  obstacle: commonestObstacle,
  "without-empowerment": withoutEmpowerment,
  "one-pair-of-hands": onePairOfHands,
  "too-safe": tooSafe,
};

/** Results count for half a year: a quarter has too few, and by then the team has changed. */
const RESULTS_PERIOD = Temporal.Duration.from({ months: 6 });
export const nudgeResultsSince = (until: Temporal.Instant, timeZone: string): Temporal.Instant =>
  until.toZonedDateTimeISO(timeZone).subtract(RESULTS_PERIOD).toInstant();

const MIN_HANDED_DOWN = 3;

/** Applies only if all of them missed; one that came in, or could not be judged, rules it out. */
function handedDownMissed(facts: NudgeFacts) {
  const handedDown = recentlySettled(facts).filter(({ mandate }) => !isOwn(mandate));
  if (handedDown.length < MIN_HANDED_DOWN || !handedDown.every(hasMissed)) return undefined;
  return { kind: "handed-down-missed", bets: handedDown.length } as const;
}

function commonestObstacle(facts: NudgeFacts) {
  const missed = recentlySettled(facts)
    .filter(hasMissed)
    .map(({ id, mandate }) => ({ mandate, waited: waitedOnOthers(facts.retros, id), bets: 1 }));
  const counted = obstacles(missed);
  const [commonest] = patternsOf(counted);
  return commonest && ({ kind: "obstacle", ...commonest, misses: counted.misses } as const);
}

const MIN_PLACED = 6;
const ONE_THIRD_DIVISOR = 3;

/** Accountability without empowerment: others decide or hold up more than a third of the quarter's bets. */
function withoutEmpowerment({ bets, until, timeZone }: NudgeFacts) {
  const from = quarterFrom(until.toZonedDateTimeISO(timeZone).toPlainDate()).toZonedDateTime(timeZone);
  const placed = bets.filter(({ placedAt }) => isWithin(placedAt, from.toInstant(), until));
  const handedDown = placed.filter(({ mandate }) => !isOwn(mandate)).length;
  const blocked = placed.filter(({ mandate }) => isOwn(mandate) && mandate.dependency).length;
  if (placed.length < MIN_PLACED || (handedDown + blocked) * ONE_THIRD_DIVISOR <= placed.length)
    return undefined;
  return { kind: "without-empowerment", placed: placed.length, handedDown, blocked } as const;
}

/** The team depends too much on one person, who stays anonymous: below the threshold there is no spread. */
function onePairOfHands({ spread }: NudgeFacts) {
  return spread && isConcentrated(spread) ? ({ kind: "one-pair-of-hands" } as const) : undefined;
}

const MIN_SETTLED = 6;

/** Even the lower bound of the hit rate's interval is above one half: a team that aims higher learns more. */
function tooSafe(facts: NudgeFacts) {
  const settled = recentlySettled(facts);
  const hits = settled.filter(({ state }) => state.outcome.verdict.kind === "hit").length;
  const interval = wilson(hits, settled.length);
  if (!interval || settled.length < MIN_SETTLED || interval.low <= 1 / 2) return undefined;
  return { kind: "too-safe", hits, settled: settled.length } as const;
}

function recentlySettled({ bets, until, timeZone }: NudgeFacts): FinalBet[] {
  const since = nudgeResultsSince(until, timeZone);
  return bets.filter(isFinal).filter(({ state }) => isWithin(state.settledAt, since, until));
}

const hasMissed = ({ state }: FinalBet): boolean => isMiss(state.outcome.verdict.kind);

/** Whether a bet's retro has votes for waiting on others. */
export const waitedOnOthers = (retros: readonly Retro[], betId: string): boolean =>
  retros.some(
    ({ bet, state }) =>
      bet === betId && state.kind === "closed" && state.tally.themes.some(({ theme }) => theme === "waiting"),
  );

const isWithin = (at: Temporal.Instant, from: Temporal.Instant, until: Temporal.Instant): boolean =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0;

function isSame(a: Nudge, b: Nudge): boolean {
  const numbers = new Map<string, unknown>(Object.entries(b));
  return (
    Object.keys(a).length === numbers.size &&
    Object.entries(a).every(([name, value]) => numbers.get(name) === value)
  );
}
