import type { Amendment } from "#domain/amendments/amendment.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { termsWords } from "#slack/surfaces/bets/bet-words.ts";

/** Posted in the bet's thread when its frozen terms are amended. */
export const amendmentMessage = (
  number: number,
  { before, terms, reason }: Amendment & { before: Terms },
): Message =>
  message(
    paragraph(
      [bold(`The terms of bet #${number} are amended.`)],
      [`Before: ${termsWithReview(before)}.`],
      [`Now: ${termsWithReview(terms)}.`],
      [`Why: ${isolateRightToLeft(reason)}`],
      [
        "The verdict will be given by the terms as first placed, and as amended. The first ones count for our hit rate.",
      ],
    ),
  );

const termsWithReview = (terms: Terms): string =>
  `${isolateRightToLeft(termsWords(terms))}, review on ${formatFullDay(terms.reviewOn)}`;
