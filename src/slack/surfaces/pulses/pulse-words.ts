import type { PulseQuestion, Rating } from "#domain/pulses/pulse.ts";

export const QUESTION_WORDS: Readonly<Record<PulseQuestion, string>> = {
  purpose: "purpose",
  mastery: "mastery",
  belonging: "belonging",
  "safe-to-speak": "safe to speak",
};

export const STATEMENTS: Readonly<Record<PulseQuestion, string>> = {
  purpose: "What we do matters to somebody.",
  mastery: "We get better at what we do.",
  belonging: "I am one of us here.",
  "safe-to-speak": "I can say what I think here, bad news too.",
};

export const RATING_WORDS: Readonly<Record<Rating, string>> = {
  1: "not at all",
  2: "a little",
  3: "half",
  4: "mostly",
  5: "fully",
};

/** "7 of 9 answered", or "7 answered" if it is unknown how many could have. */
export const answeredWords = ({
  answered,
  couldAnswer,
}: {
  readonly answered: number;
  readonly couldAnswer?: number;
}): string => (couldAnswer === undefined ? `${answered} answered` : `${answered} of ${couldAnswer} answered`);
