import { type Bet, type FinalBet, isFinal } from "#domain/bets/bet.ts";
import { isConcentrated, type ParticipationSpread } from "#domain/participation/participation.ts";
import { wilson } from "#domain/statistics/wilson-interval.ts";
import { isOwn } from "#domain/bets/mandate.ts";
import { type Obstacle, obstacles, patternsOf } from "./obstacles.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { isMiss } from "#domain/verdicts/verdict.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

/** A pattern in a team's bets that is worth a thought, with the numbers behind it. Never about a person. */
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
      /** Our own that we cannot release alone. */
      readonly blocked: number;
    }
  /** Without a number, so that it is told once a quarter. */
  | { readonly kind: "one-pair-of-hands" }
  | { readonly kind: "too-safe"; readonly hits: number; readonly settled: number };
export type NudgeKind = Nudge["kind"];

/**
 * The order in which they go first. What only others can change comes before what we can change by ourselves, since a team
 * cannot mend it by trying harder; and what has come of a pattern before the pattern alone. Then how we share the work. Targets that are too safe come
 * last: they hurt nobody by next week.
 */
export const NUDGES = [
  "handed-down-missed",
  "obstacle",
  "without-empowerment",
  "one-pair-of-hands",
  "too-safe",
] as const satisfies readonly NudgeKind[];

/** What nudges are read from, as it stands at a moment. */
export type NudgeFacts = {
  readonly until: Temporal.Instant;
  readonly timeZone: string;
  readonly bets: readonly Bet[];
  readonly retros: readonly Retro[];
  /** How the quarter's acts spread over people, as far as it may be told. */
  readonly spread?: ParticipationSpread;
};

/** What a team was told: in the digest before, and in those of the quarter. */
export type ToldNudges = { readonly lastWeek?: NudgeKind; readonly quarter: readonly Nudge[] };

/**
 * The one thought of a digest, or none: the first that is neither silenced nor of last week's kind, nor the same to the
 * number as one of this quarter.
 */
export const chooseNudge = (
  facts: NudgeFacts,
  { lastWeek, quarter }: ToldNudges,
  silenced: ReadonlySet<NudgeKind>,
): Nudge | undefined =>
  NUDGES.filter((kind) => kind !== lastWeek && !silenced.has(kind))
    .map((kind) => READ[kind](facts))
    .find((nudge) => nudge !== undefined && !quarter.some((told) => isSame(told, nudge)));

/** The first day of the quarter of a date, and of the next: what is silenced in the one is heard from the other on. */
export const quarterFrom = (today: Temporal.PlainDate): Temporal.PlainDate => quarterDays(today).from;
export const nextQuarterFrom = (today: Temporal.PlainDate): Temporal.PlainDate =>
  quarterDays(today).until.add({ days: 1 });

const READ: {
  readonly [Kind in NudgeKind]: (facts: NudgeFacts) => Extract<Nudge, { kind: Kind }> | undefined;
} = {
  "handed-down-missed": handedDownMissed,
  obstacle: commonestObstacle,
  "without-empowerment": withoutEmpowerment,
  "one-pair-of-hands": onePairOfHands,
  "too-safe": tooSafe,
};

/** Results count for half a year: a quarter has too few of them, and older ones are another team's. */
const RESULTS = Temporal.Duration.from({ months: 6 });
export const nudgeResultsSince = (until: Temporal.Instant, timeZone: string): Temporal.Instant =>
  until.toZonedDateTimeISO(timeZone).subtract(RESULTS).toInstant();

const HANDED_DOWN_FROM = 3;

/** All of them missed: one that came in, or that nothing could decide, makes it another story. */
function handedDownMissed(facts: NudgeFacts) {
  const handedDown = recentlySettled(facts).filter(({ mandate }) => !isOwn(mandate));
  if (handedDown.length < HANDED_DOWN_FROM || !handedDown.every(hasMissed)) return undefined;
  return { kind: "handed-down-missed", bets: handedDown.length } as const;
}

function commonestObstacle(facts: NudgeFacts) {
  const missed = recentlySettled(facts)
    .filter(hasMissed)
    .map(({ id, mandate }) => ({ mandate, waited: waitedOnOthers(facts.retros, id), bets: 1 }));
  const found = obstacles(missed);
  const [most] = patternsOf(found);
  return most && ({ kind: "obstacle", ...most, misses: found.misses } as const);
}

const PLACED_FROM = 6;
const MOST_OF_OTHERS = 3;

/** Accountability without empowerment: over a third of the quarter's bets are decided or held up by others. */
function withoutEmpowerment({ bets, until, timeZone }: NudgeFacts) {
  const from = quarterFrom(until.toZonedDateTimeISO(timeZone).toPlainDate()).toZonedDateTime(timeZone);
  const placed = bets.filter(({ placedAt }) => isWithin(placedAt, from.toInstant(), until));
  const handedDown = placed.filter(({ mandate }) => !isOwn(mandate)).length;
  const blocked = placed.filter(({ mandate }) => isOwn(mandate) && mandate.dependency).length;
  if (placed.length < PLACED_FROM || (handedDown + blocked) * MOST_OF_OTHERS <= placed.length)
    return undefined;
  return { kind: "without-empowerment", placed: placed.length, handedDown, blocked } as const;
}

/** Overdependence on one of us, without who: the numbers are told from the threshold of anonymity on. */
function onePairOfHands({ spread }: NudgeFacts) {
  return spread && isConcentrated(spread) ? ({ kind: "one-pair-of-hands" } as const) : undefined;
}

const SAFE_FROM = 6;

/** Even the lower bound of the hit rate's interval is over one half: a team that aims higher learns more. */
function tooSafe(facts: NudgeFacts) {
  const settled = recentlySettled(facts);
  const hits = settled.filter(({ state }) => state.outcome.verdict.kind === "hit").length;
  const interval = wilson(hits, settled.length);
  if (!interval || settled.length < SAFE_FROM || interval.low <= 1 / 2) return undefined;
  return { kind: "too-safe", hits, settled: settled.length } as const;
}

function recentlySettled({ bets, until, timeZone }: NudgeFacts): FinalBet[] {
  const since = nudgeResultsSince(until, timeZone);
  return bets.filter(isFinal).filter(({ state }) => isWithin(state.settledAt, since, until));
}

const hasMissed = ({ state }: FinalBet): boolean => isMiss(state.outcome.verdict.kind);

/** Whether the retro of a bet has votes for waiting on others. */
export const waitedOnOthers = (retros: readonly Retro[], of: string): boolean =>
  retros.some(
    ({ bet, state }) =>
      bet === of && state.kind === "closed" && state.tally.themes.some(({ theme }) => theme === "waiting"),
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
