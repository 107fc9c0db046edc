import { formatNumber } from "#slack/kit/numbers.ts";
import { clip, LIMITS } from "#slack/kit/text.ts";
import type { Team } from "#domain/teams/team.ts";
import type { BetPrefill } from "#slack/surfaces/bets/bet-form.ts";
import { readBetSentence } from "./bet-sentence.ts";

/** When to review a bet whose sentence has no date. */
const DEFAULT_REVIEW_PERIOD = Temporal.Duration.from({ weeks: 6 });

/**
 * Prefills the bet form from a sentence. Text that is not understood becomes the title. If the title or the metric is
 * too long for its field, the whole sentence goes into the belief, so that nothing is lost.
 */
export function prefillFrom(
  sentence: string,
  team: Pick<Team, "timeZone">,
  now: Temporal.Instant,
): BetPrefill {
  const { title, metric, baseline, target, unit, reviewOn } = readBetSentence(sentence, {
    now,
    timeZone: team.timeZone,
  });
  const defaultReview = now.toZonedDateTimeISO(team.timeZone).toPlainDate().add(DEFAULT_REVIEW_PERIOD);
  const fits = title.length <= LIMITS.title && (metric ?? "").length <= LIMITS.metric;
  return {
    title: clip(title.replaceAll(/\s+/g, " "), LIMITS.title),
    ...(!fits && { belief: clip(sentence, LIMITS.belief) }),
    metric: metric && clip(metric, LIMITS.metric),
    baseline: baseline === undefined ? undefined : formatNumber(baseline, unit),
    target: target === undefined ? undefined : formatNumber(target, unit),
    reviewOn: (reviewOn ?? defaultReview).toString(),
  };
}
