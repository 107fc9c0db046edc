import { formatNumber } from "#slack/kit/numbers.ts";
import { clip, LIMITS } from "#slack/kit/text.ts";
import { workingDayFrom } from "#domain/calendar/schedule.ts";
import type { Team } from "#domain/teams/team.ts";
import type { BetPrefill } from "#slack/surfaces/bets/form/fields.ts";
import { readBetSentence } from "./bet-sentence.ts";

/** When to review a bet whose sentence has no date: then, or on the next working day. */
const DEFAULT_REVIEW_PERIOD = Temporal.Duration.from({ weeks: 6 });

/**
 * Prefills the bet form from a sentence. Text that is not understood becomes the title. If the title or the metric is
 * too long for its field, the whole sentence goes into the belief, so that nothing is lost. With a `question`, the review
 * date is left for the team to choose.
 */
export function prefillFrom(
  sentence: string,
  team: Pick<Team, "timeZone">,
  now: Temporal.Instant,
): BetPrefill & { readonly question?: string } {
  const { title, metric, baseline, target, unit, reviewOn, reviewQuestion, reviewAfterShipping } =
    readBetSentence(sentence, { now, timeZone: team.timeZone });
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const defaultReview = workingDayFrom(today.add(DEFAULT_REVIEW_PERIOD));
  const fits = title.length <= LIMITS.title && (metric ?? "").length <= LIMITS.metric;
  return {
    title: clip(title.replaceAll(/\s+/g, " "), LIMITS.title),
    ...(!fits && { belief: clip(sentence, LIMITS.belief) }),
    metric: metric && clip(metric, LIMITS.metric),
    baseline: baseline === undefined ? undefined : formatNumber(baseline, unit),
    target: target === undefined ? undefined : formatNumber(target, unit),
    ...(reviewAfterShipping !== undefined && { afterShipping: String(reviewAfterShipping) }),
    ...(reviewQuestion === undefined
      ? { reviewOn: (reviewOn ?? defaultReview).toString() }
      : { question: reviewQuestion }),
  };
}
