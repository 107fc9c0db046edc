import { currentReviewDate, type Bet } from "#domain/bets/bet.ts";
import type { KeyResult } from "#domain/goals/goal.ts";
import type { Pace } from "#domain/goals/pace.ts";
import { isUnanswered, needsReview, type NextStep } from "#domain/next-steps/next-step.ts";
import { progress } from "#domain/verdicts/verdict.ts";
import type { Week } from "./digest.ts";

/**
 * What a digest tells, as far as it can't be computed again from dates: chosen when the digest is enqueued, so that it
 * says the same however often it is rendered.
 */
export type DigestContent = {
  /** Bets whose review comes up before the next digest, or has come since the last one. */
  readonly due: readonly string[];
  /** Every open key result as it was last told. */
  readonly keyResults: readonly ToldKeyResult[];
  /** Next steps that come up before the next digest. */
  readonly comingSteps: readonly string[];
  /** Next steps that the team is asked about. */
  readonly askedSteps: readonly string[];
  /** Next steps that were dropped, since nobody answered the digest before. */
  readonly droppedSteps: readonly string[];
};

/** `fine`: on pace, ahead, or not begun. */
export type Standing = "fine" | "behind" | "reached";

/** `isNews`: whether this digest tells it; otherwise an earlier one did, or it is fine and never needed telling. */
type ToldKeyResult = {
  readonly id: string;
  readonly standing: Standing;
  readonly current: number;
  readonly pace: Pace;
  readonly isNews: boolean;
};

/** A digest's news, in the order in which it is shown. */
export type News = Pick<Week, "newVerdicts" | "payoffs" | "learnings" | "pulse"> & {
  readonly due: readonly Bet[];
  /** With the values of then. */
  readonly keyResults: ReadonlyArray<{
    readonly keyResult: KeyResult;
    readonly pace: Pace;
    readonly standing: Standing;
  }>;
  readonly comingSteps: readonly NextStep[];
  readonly askedSteps: readonly NextStep[];
  readonly droppedSteps: readonly NextStep[];
};

/** More would be a list to work through, not a question. The others come up in the weeks after. */
const MAX_ASKED_STEPS = 2;

const DAYS_AHEAD = 7;

/**
 * Chooses what the digest tells of what is open. `previous`: what the digest before told. Each review is told twice,
 * before its date and after it, and each step once before its date.
 */
export function chooseContent(
  week: Week,
  previous: DigestContent | undefined,
  dropped: readonly NextStep[] = [],
): DigestContent {
  const { from, team, today } = week;
  const since = from.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const until = today.add({ days: DAYS_AHEAD });
  return {
    due: week.upForReview
      .filter((bet) => isAfter(currentReviewDate(bet), since) && !isAfter(currentReviewDate(bet), until))
      .map(({ id }) => id),
    keyResults: week.keyResults.map(({ keyResult, pace }) =>
      toldNow(
        keyResult,
        pace,
        previous?.keyResults.find(({ id }) => id === keyResult.id),
      ),
    ),
    comingSteps: week.nextSteps
      .filter(({ dueOn }) => !isAfter(today, dueOn) && isAfter(until, dueOn))
      .map(({ id }) => id),
    askedSteps: week.nextSteps
      .filter(needsReview)
      .slice(0, MAX_ASKED_STEPS)
      .map(({ id }) => id),
    droppedSteps: dropped.map(({ id }) => id),
  };
}

/** The open steps that a digest asked about and nobody has answered by the next one. */
export const unansweredSteps = (
  steps: readonly NextStep[],
  previous: DigestContent | undefined,
): readonly NextStep[] =>
  steps.filter((step) => previous?.askedSteps.includes(step.id) === true && isUnanswered(step));

/** A key result at least this share of its way behind the pace is slipping; less is within what numbers wobble. */
const SLIPPING_FROM = 1 / 10;

/** A gap this many times the one that was told last has to be told again. */
const FURTHER_BY = 2;

/**
 * Time alone makes every key result fall behind a little more each week. That is news once. After that, it takes a new
 * value that went the wrong way, or that leaves the gap much wider.
 */
function toldNow(keyResult: KeyResult, pace: Pace, before: ToldKeyResult | undefined): ToldKeyResult {
  const { id, current } = keyResult;
  const standing = standingOf(keyResult, pace, before?.standing);
  const now = { id, standing, current, pace, isNews: true };
  if (standing !== (before?.standing ?? "fine")) return now;
  if (before && standing === "behind" && current !== before.current) {
    const wentWrong = progress(keyResult, current) < progress(keyResult, before.current);
    if (wentWrong || gapOf(pace) >= gapOf(before.pace) * FURTHER_BY) return now;
  }
  return { ...(before ?? now), isNews: false };
}

/** A small gap leaves things as they were, so that a key result near the bound doesn't change every week. */
function standingOf({ baseline, target }: KeyResult, pace: Pace, before: Standing = "fine"): Standing {
  if (pace.kind === "reached") return "reached";
  if (pace.kind !== "behind") return "fine";
  if (pace.by >= Math.abs(target - baseline) * SLIPPING_FROM) return "behind";
  return before === "behind" ? "behind" : "fine";
}

const gapOf = (pace: Pace): number => (pace.kind === "behind" ? pace.by : 0);

type NewsRows = {
  readonly bets: readonly Bet[];
  readonly steps: readonly NextStep[];
  readonly keyResults: readonly KeyResult[];
};

/** The news of a week with this content. The rows are at least those of the content. */
export function newsOf(week: Week, content: DigestContent, { bets, steps, keyResults }: NewsRows): News {
  const stepsOf = (ids: readonly string[]) => picked(ids, steps);
  return {
    newVerdicts: week.newVerdicts,
    payoffs: week.payoffs,
    learnings: week.learnings,
    ...(week.pulse && week.pulse.summaries.length > 0 && { pulse: week.pulse }),
    due: picked(content.due, bets),
    keyResults: content.keyResults
      .filter(({ isNews }) => isNews)
      .flatMap(({ id, current, pace, standing }) =>
        picked([id], keyResults).map((keyResult) => ({
          keyResult: { ...keyResult, current },
          pace,
          standing,
        })),
      ),
    comingSteps: stepsOf(content.comingSteps),
    askedSteps: stepsOf(content.askedSteps),
    droppedSteps: stepsOf(content.droppedSteps),
  };
}

/** Whether there is nothing to tell. A step that only comes up can wait for a digest that has something else. */
export const isQuiet = ({ pulse, ...news }: News): boolean =>
  !pulse &&
  [
    news.newVerdicts,
    news.payoffs,
    news.learnings,
    news.due,
    news.keyResults,
    news.askedSteps,
    news.droppedSteps,
  ].every((part) => part.length === 0);

const picked = <Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] =>
  ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);

const isAfter = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) > 0;
