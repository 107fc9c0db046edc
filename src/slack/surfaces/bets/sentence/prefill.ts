import { formatNumber } from "#slack/kit/numbers.ts";
import { clip, LIMITS } from "#slack/kit/text.ts";
import type { Team } from "#domain/teams/team.ts";
import type { BetPrefill } from "#slack/surfaces/bets/bet-form.ts";
import { readBetSentence } from "./bet-sentence.ts";

/** A bet is looked at in six weeks, unless it says otherwise. */
const REVIEW_IN = Temporal.Duration.from({ weeks: 6 });

/**
 * What a sentence says of a bet, for the form. What it does not understand is the title; a title too long for its
 * field stands whole in the belief, so that nothing is lost.
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
  const inSixWeeks = now.toZonedDateTimeISO(team.timeZone).toPlainDate().add(REVIEW_IN);
  const fits = title.length <= LIMITS.title && (metric ?? "").length <= LIMITS.metric;
  return {
    title: clip(title.replaceAll(/\s+/g, " "), LIMITS.title),
    ...(!fits && { belief: clip(sentence, LIMITS.belief) }),
    metric: metric && clip(metric, LIMITS.metric),
    baseline: baseline === undefined ? undefined : formatNumber(baseline, unit),
    target: target === undefined ? undefined : formatNumber(target, unit),
    reviewOn: (reviewOn ?? inSixWeeks).toString(),
  };
}
