import { CONFIDENCE_LEVELS, type Percent, takesVotes } from "#domain/confidence/confidence.ts";
import { actions, button, type MessageBlock, dateSpan, type Span } from "#slack/kit/blocks.ts";
import { formatInstant } from "#slack/kit/dates.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { answerWords, percentWords, confidenceResultWords } from "./confidence-words.ts";

const BUTTONS = {
  10: ACTIONS.confidence10,
  30: ACTIONS.confidence30,
  50: ACTIONS.confidence50,
  70: ACTIONS.confidence70,
  90: ACTIONS.confidence90,
} as const satisfies Readonly<Record<Percent, string>>;

/** The card's line on the team's confidence. While it is sealed, only the number of votes shows. */
export function confidenceLine({ bet, team, voted = 0 }: BetFacts, now: Temporal.Instant): Span[] {
  const { confidence } = bet;
  if (!confidence) return [];
  if (confidence.kind !== "sealed") {
    const result = confidenceResultWords(confidence);
    return result === undefined ? [] : [result];
  }
  const count = `${voted} ${voted === 1 ? "has" : "have"} voted`;
  if (!takesVotes(confidence, now))
    return [`Confidence: the poll is closed and waits to be counted · ${count}`];
  const { closesAt } = confidence;
  return [
    "How likely is a hit? Confidence sealed until ",
    dateSpan(closesAt, formatInstant(closesAt, team.timeZone)),
    ` · ${count}`,
  ];
}

/** The five answers. Undefined once no more votes are taken. */
export function confidenceButtons({ bet }: BetFacts, now: Temporal.Instant): MessageBlock | undefined {
  if (bet.state.kind !== "open" || !takesVotes(bet.confidence, now)) return undefined;
  return actions(
    ...CONFIDENCE_LEVELS.map((percent) =>
      button(percentWords(percent), BUTTONS[percent], bet.id, {
        accessibility_label: `Bet #${bet.number} hits: ${answerWords(percent)}`,
      }),
    ),
  );
}
