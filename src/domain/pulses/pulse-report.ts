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

/** The result of each question, in order. Questions with too few answers are left out. */
export type QuestionSummaries = ReadonlyArray<{
  readonly question: PulseQuestion;
  readonly summary: RatingSummary;
  /** Whether they are from several pulses of the quarter, none of which had enough. */
  readonly pooled: boolean;
}>;

/** How the team is, as far as it may be shown. */
export type PulseReport = {
  readonly answered: number;
  readonly couldAnswer?: number;
  readonly summaries: QuestionSummaries;
  /** Whether some questions had too few answers, which are held back. */
  readonly hasPending: boolean;
  /** Medians compared with the pulse shown before; absent if none can be compared. */
  readonly trend?: ReadonlyArray<{
    readonly question: PulseQuestion;
    readonly from: number;
    readonly to: number;
  }>;
  /** The quarter's pulses after a hit, and after a miss; absent unless both have enough answers. */
  readonly byOccasion?: Readonly<Record<Occasion, QuestionSummaries>>;
};

type Counted = Extract<PulseResult, { kind: "counted" }>;
type CountedPulse = { readonly pulse: Pulse; readonly at: Temporal.Instant; readonly result: Counted };

/** The latest answered pulse before `until`, unless it closed before `from`. `pulses` are all of the team's. */
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
  const summaries = summariesOf(last.result.answers);
  const previous = counted
    .slice(0, -1)
    .map(({ result }) => summariesOf(result.answers))
    .findLast((shown) => shown.length > 0);
  const trend = trendOf(previous ?? [], summaries);
  const byOccasion = compareOccasions(
    counted.filter(({ at }) => sameQuarter(team, at, last.at)),
    team.anonymityThreshold,
  );
  return {
    answered: last.result.answered,
    ...(last.result.couldAnswer !== undefined && { couldAnswer: last.result.couldAnswer }),
    summaries,
    hasPending: [...last.result.answers.values()].some(({ basis }) => basis === "waiting"),
    ...(trend.length > 0 && { trend }),
    ...(byOccasion && { byOccasion }),
  };
}

function countedOf(pulse: Pulse): CountedPulse[] {
  const { state } = pulse;
  if (state.kind === "open" || state.result.kind !== "counted") return [];
  return [{ pulse, at: state.closedAt, result: state.result }];
}

/** The combined results of the pulses that closed in a quarter. */
export type PulsesOfQuarter = { readonly pulses: number; readonly summaries: QuestionSummaries };

/** Medians over all answers that have been shown, own or pooled. Those still held back are left out. */
export function pulsesWithin(
  pulses: readonly Pulse[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): PulsesOfQuarter | undefined {
  const counted = pulses.flatMap((pulse) => countedOf(pulse)).filter(({ at }) => isWithin(at, from, until));
  if (counted.length === 0) return undefined;
  const summaries = PULSE_QUESTIONS.flatMap((question) => {
    const ratings = sumOfRatings(
      counted.flatMap(({ result }) => {
        const answers = result.answers.get(question);
        return answers && answers.basis !== "waiting" ? [answers.ratings] : [];
      }),
    );
    return countRatings(ratings) > 0 ? [{ question, summary: summariseRatings(ratings), pooled: false }] : [];
  });
  return { pulses: counted.length, summaries };
}

const summariesOf = (answers: ReadonlyMap<PulseQuestion, Answers>): QuestionSummaries =>
  PULSE_QUESTIONS.flatMap((question) => {
    const rated = answers.get(question);
    if (!rated || rated.basis === "waiting") return [];
    return [{ question, summary: summariseRatings(rated.ratings), pooled: rated.basis === "pooled" }];
  });

/** Unanimous ratings show no number, so they are not compared. */
const trendOf = (
  previous: QuestionSummaries,
  current: QuestionSummaries,
): NonNullable<PulseReport["trend"]> =>
  current.flatMap(({ question, summary }) => {
    const earlier = previous.find((summary) => summary.question === question)?.summary;
    if (summary.kind !== "given" || earlier?.kind !== "given") return [];
    return [{ question, from: earlier.median, to: summary.median }];
  });

/** Counts only ratings that were enough by themselves: pooled ones mix hits and misses. */
function compareOccasions(counted: readonly CountedPulse[], threshold: number): PulseReport["byOccasion"] {
  const after = (occasion: Occasion, question: PulseQuestion) =>
    sumOfRatings(
      counted.flatMap(({ pulse, result }) => {
        const answers = result.answers.get(question);
        return pulse.occasion === occasion && answers?.basis === "own" ? [answers.ratings] : [];
      }),
    );
  const comparable = PULSE_QUESTIONS.filter((question) =>
    (["hit", "miss"] as const).every((occasion) => countRatings(after(occasion, question)) >= threshold),
  );
  if (comparable.length === 0) return undefined;
  const summariesAfter = (occasion: Occasion): QuestionSummaries =>
    comparable.map((question) => ({
      question,
      summary: summariseRatings(after(occasion, question)),
      pooled: false,
    }));
  return { hit: summariesAfter("hit"), miss: summariesAfter("miss") };
}

const sameQuarter = (team: Team, a: Temporal.Instant, b: Temporal.Instant): boolean =>
  quarterStart(team, a).equals(quarterStart(team, b));
