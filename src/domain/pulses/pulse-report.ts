import { isWithin } from "#domain/calendar/quarter.ts";
import {
  type Answers,
  type Occasion,
  type Pulse,
  PULSE_QUESTIONS,
  type PulseQuestion,
  type PulseResult,
  type RatingSummary,
  summariseRatings,
  sumOfRatings,
  countRatings,
} from "./pulse.ts";
import type { Team } from "#domain/teams/team.ts";
import { quarterStart } from "#domain/teams/team-quarter.ts";

/** What a closed pulse says of each question, in their order. A question that is not there had too few answers. */
export type QuestionSummaries = ReadonlyArray<{
  readonly question: PulseQuestion;
  readonly standing: RatingSummary;
  /** Answers of several pulses of the quarter, none of which had enough. */
  readonly pooled: boolean;
}>;

/** How a team is, as it may be told. */
export type PulseReport = {
  readonly answered: number;
  readonly of?: number;
  readonly standings: QuestionSummaries;
  /** Some questions had too few answers, and those wait for company. */
  readonly waits: boolean;
  /** The medians against those of the pulse before; absent where none can be compared. */
  readonly trend?: ReadonlyArray<{
    readonly question: PulseQuestion;
    readonly from: number;
    readonly to: number;
  }>;
  /** Over the quarter, the pulses after a hit and those after a miss; absent unless both have enough. */
  readonly apart?: Readonly<Record<Occasion, QuestionSummaries>>;
};

type Counted = Extract<PulseResult, { kind: "counted" }>;
type CountedPulse = { readonly pulse: Pulse; readonly at: Temporal.Instant; readonly result: Counted };

/** The last pulse that closed before a moment and not before another, if anybody answered it. `pulses` are the team's. */
export function pulseReport(
  team: Team,
  pulses: readonly Pulse[],
  { from, until }: { readonly from?: Temporal.Instant | undefined; readonly until: Temporal.Instant },
): PulseReport | undefined {
  const counted = pulses
    .flatMap((pulse) => countedOf(pulse))
    .filter(({ at }) => Temporal.Instant.compare(at, until) < 0)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
  const last = counted.at(-1);
  if (!last || (from && Temporal.Instant.compare(last.at, from) < 0)) return undefined;
  const standings = standingsOf(last.result.answers);
  const before = counted
    .slice(0, -1)
    .map(({ result }) => standingsOf(result.answers))
    .findLast((shown) => shown.length > 0);
  const trend = trendOf(before ?? [], standings);
  const apart = apartOf(
    counted.filter(({ at }) => sameQuarter(team, at, last.at)),
    team.anonymityThreshold,
  );
  return {
    answered: last.result.answered,
    ...(last.result.of !== undefined && { of: last.result.of }),
    standings,
    waits: [...last.result.answers.values()].some(({ basis }) => basis === "waiting"),
    ...(trend.length > 0 && { trend }),
    ...(apart && { apart }),
  };
}

function countedOf(pulse: Pulse): CountedPulse[] {
  const { state } = pulse;
  if (state.kind === "open" || state.result.kind !== "counted") return [];
  return [{ pulse, at: state.closedAt, result: state.result }];
}

/** What the pulses that closed in a quarter come to together. */
export type PulsesOfQuarter = { readonly pulses: number; readonly standings: QuestionSummaries };

/** The medians over all answers that have shown, each pulse's or pooled: those that still wait for company show nowhere. */
export function pulsesWithin(
  pulses: readonly Pulse[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): PulsesOfQuarter | undefined {
  const counted = pulses.flatMap((pulse) => countedOf(pulse)).filter(({ at }) => isWithin(at, from, until));
  if (counted.length === 0) return undefined;
  const standings = PULSE_QUESTIONS.flatMap((question) => {
    const ratings = sumOfRatings(
      counted.flatMap(({ result }) => {
        const answers = result.answers.get(question);
        return answers && answers.basis !== "waiting" ? [answers.ratings] : [];
      }),
    );
    return countRatings(ratings) > 0
      ? [{ question, standing: summariseRatings(ratings), pooled: false }]
      : [];
  });
  return { pulses: counted.length, standings };
}

const standingsOf = (answers: ReadonlyMap<PulseQuestion, Answers>): QuestionSummaries =>
  PULSE_QUESTIONS.flatMap((question) => {
    const found = answers.get(question);
    if (!found || found.basis === "waiting") return [];
    return [{ question, standing: summariseRatings(found.ratings), pooled: found.basis === "pooled" }];
  });

/** Where all said the same no number shows, so none is compared. */
const trendOf = (before: QuestionSummaries, now: QuestionSummaries): NonNullable<PulseReport["trend"]> =>
  now.flatMap(({ question, standing }) => {
    const then = before.find((one) => one.question === question)?.standing;
    if (standing.kind !== "given" || then?.kind !== "given") return [];
    return [{ question, from: then.median, to: standing.median }];
  });

/** Only of pulses that had enough answers by themselves: those that waited for company are of hits and misses alike. */
function apartOf(counted: readonly CountedPulse[], threshold: number): PulseReport["apart"] {
  const after = (occasion: Occasion, question: PulseQuestion) =>
    sumOfRatings(
      counted.flatMap(({ pulse, result }) => {
        const answers = result.answers.get(question);
        return pulse.occasion === occasion && answers?.basis === "own" ? [answers.ratings] : [];
      }),
    );
  const both = PULSE_QUESTIONS.filter((question) =>
    (["hit", "miss"] as const).every((occasion) => countRatings(after(occasion, question)) >= threshold),
  );
  if (both.length === 0) return undefined;
  const standings = (occasion: Occasion): QuestionSummaries =>
    both.map((question) => ({
      question,
      standing: summariseRatings(after(occasion, question)),
      pooled: false,
    }));
  return { hit: standings("hit"), miss: standings("miss") };
}

const sameQuarter = (team: Team, one: Temporal.Instant, other: Temporal.Instant): boolean =>
  quarterStart(team, one).equals(quarterStart(team, other));
