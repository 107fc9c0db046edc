import { currentReviewDate } from "#domain/bets/bet.ts";
import { actions, bold, button, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { readingProgressWords, readingWords, termsWords } from "#slack/surfaces/bets/bet-words.ts";
import { formatFullDay } from "#slack/kit/dates.ts";

/** Asks the channel for the final reading. Once the bet is settled or its review has moved, says so instead. */
export function reviewPrompt({ bet, team, latest }: BetFacts, now: Temporal.Instant): Message {
  const heading = [bold(`Bet #${bet.number} is up for review.`), ` ${isolateRightToLeft(bet.title)}`];
  if (bet.state.kind !== "open") return message(paragraph(heading, ["It has been settled since."]));
  const today = now.toZonedDateTimeISO(team.timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(currentReviewDate(bet), today) > 0)
    return message(
      paragraph(heading, [`Its review has been moved to ${formatFullDay(currentReviewDate(bet))}.`]),
    );
  return message(
    paragraph(
      heading,
      [
        `${isolateRightToLeft(termsWords(bet.terms))}${bet.amended ? `, amended to: ${isolateRightToLeft(termsWords(bet.amended))}` : ""}. Where did it end up? Anybody on the team can enter the final reading.`,
      ],
      latest && [
        `Our last reading: ${readingWords(latest, bet.terms, formatFullDay(latest.takenOn))}, ${readingProgressWords(bet.terms, latest.value)}.`,
      ],
    ),
    actions(
      button("Enter the final reading", ACTIONS.settleBet, bet.id, {
        accessibility_label: `Settle bet #${bet.number}`,
      }),
    ),
  );
}
