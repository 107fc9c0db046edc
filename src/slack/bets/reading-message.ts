import type { Reading } from "#domain/reading.ts";
import type { Terms } from "#domain/terms.ts";
import { type Message, message, paragraph } from "#slack/blocks.ts";
import { fullDayWords } from "#slack/days.ts";
import { written } from "#slack/text.ts";
import { metricWords, progressWords, readingWords } from "./words.ts";

/** In the thread of the bet's card: a reading was taken. */
export const readingMessage = (reading: Reading, terms: Terms): Message =>
  message(
    paragraph(
      [
        `${written(metricWords(terms.metric))} is at ${readingWords(reading, terms, fullDayWords(reading.takenOn))}, `,
        `${progressWords(terms, reading.value)}.`,
      ],
      reading.note !== undefined && [written(reading.note)],
    ),
  );
