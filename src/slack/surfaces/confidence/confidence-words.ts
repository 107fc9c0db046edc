import { type Confidence, leaning, type Leaning, type Percent } from "#domain/confidence/confidence.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

const PERCENT_IN_WORDS: Readonly<Record<Percent, string>> = {
  10: "unlikely",
  30: "rather unlikely",
  50: "as likely as not",
  70: "likely",
  90: "almost certain",
};

const LEANING_WORDS: Readonly<Record<Leaning, string>> = {
  likely: "likely",
  even: "as likely as not",
  unlikely: "unlikely",
};

/** "70 %" */
export const percentWords = (percent: number): string => formatNumber(percent, "%");

/** "70 %, likely" */
export const answerWords = (percent: Percent): string =>
  `${percentWords(percent)}, ${PERCENT_IN_WORDS[percent]}`;

/** The result of a closed poll, for the card. Undefined if nobody voted. */
export function confidenceResultWords(result: Exclude<Confidence, { kind: "sealed" }>): string | undefined {
  switch (result.kind) {
    case "none":
      return undefined;
    case "too-few":
      return "Confidence sealed: too few answers";
    case "unreadable":
      return "Confidence lost: the server's secret was changed while the votes were sealed, so they could not be read, and are destroyed";
    case "agreed":
      return `Confidence: strong agreement that a hit is ${LEANING_WORDS[leaning(result.median)]}`;
    case "given":
      return `Confidence: ${percentWords(result.median)}, from ${result.lowest} to ${percentWords(result.highest)} (${result.answered} of us answered)`;
  }
}

/** "we gave it 70 %", next to a verdict. Undefined if the forecast may not show. */
export function forecastWords(confidence: Confidence | undefined): string | undefined {
  if (confidence?.kind === "given") return `we gave it ${percentWords(confidence.median)}`;
  if (confidence?.kind === "agreed")
    return `we strongly agreed that a hit was ${LEANING_WORDS[leaning(confidence.median)]}`;
  return undefined;
}
