import { actions, bold, button, type Message, message, paragraph } from "#slack/blocks.ts";
import { ACTIONS } from "#slack/ids.ts";
import { written } from "#slack/text.ts";
import type { BetFacts } from "#usecases/find-bet.ts";
import { progressWords, readingWords, termsWords } from "./words.ts";
import { fullDayWords } from "#slack/days.ts";

/** Asks the channel for the final reading; once answered, it says so and asks no more. */
export function reviewPrompt({ bet, latest }: BetFacts): Message {
  const heading = [bold(`Bet #${bet.number} is up for review.`), ` ${written(bet.title)}`];
  if (bet.state.kind !== "open") return message(paragraph(heading, ["It has been settled since."]));
  return message(
    paragraph(
      heading,
      [
        `${written(termsWords(bet.terms))}. Where did it end up? Anybody on the team can enter the final reading.`,
      ],
      latest && [
        `Our last reading: ${readingWords(latest, bet.terms, fullDayWords(latest.takenOn))}, ${progressWords(bet.terms, latest.value)}.`,
      ],
    ),
    actions(
      button("Enter the final reading", ACTIONS.settleBet, bet.id, {
        accessibility_label: `Settle bet #${bet.number}`,
      }),
    ),
  );
}
