import type { Reading } from "#domain/readings/reading.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { metricWords, readingProgressWords, readingWords } from "#slack/surfaces/bets/bet-words.ts";

/** The message in the card's thread about a new reading. */
export const readingMessage = (reading: Reading, terms: Terms): Message =>
  message(
    paragraph(
      [
        `${isolateRightToLeft(metricWords(terms.metric))} is at ${readingWords(reading, terms, formatFullDay(reading.takenOn))}, `,
        `${readingProgressWords(terms, reading.value)}.`,
      ],
      reading.note !== undefined && [isolateRightToLeft(reading.note)],
    ),
  );
