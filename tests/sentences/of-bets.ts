import { hitRate } from "#domain/bets/hit-rate.ts";
import type { Bet } from "#domain/bets/bet.ts";
import { type Forecast, forecastAccuracy } from "#domain/confidence/forecast-accuracy.ts";
import { CONFIDENCE_LEVELS, type Confidence } from "#domain/confidence/confidence.ts";
import { composeWeek, type Week } from "#domain/digests/digest.ts";
import { echoOf } from "#domain/search/echo.ts";
import type { PreMortem } from "#domain/pre-mortems/pre-mortem.ts";
import type { DecisionResult } from "#domain/retros/retro.ts";
import type { DeclaredVerdict } from "#domain/verdicts/verdict.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import { cardBaseRateWords, formBaseRateWords } from "#slack/surfaces/bets/base-rate-words.ts";
import {
  answerWords,
  forecastWords,
  confidenceResultWords,
} from "#slack/surfaces/confidence/confidence-words.ts";
import { echoBlocks } from "#slack/surfaces/search/echo-blocks.ts";
import { verdictLine } from "#slack/surfaces/verdicts/verdict-message.ts";
import { message } from "#slack/kit/blocks.ts";
import { newVerdictLine, learningLine, payoffLine } from "#slack/surfaces/digests/digest-lines.ts";
import {
  forecastSentences,
  howForecasts,
  howHitRate,
  mandateSentence,
  standSentences,
} from "#slack/surfaces/statistics/statistics-words.ts";
import { renderPreMortem } from "#slack/surfaces/pre-mortems/pre-mortem-message.ts";
import { retroSummary } from "#slack/surfaces/retros/retro-summary.ts";
import { decisionWords, squareWords } from "#slack/surfaces/retros/retro-words.ts";
import { aBet, aLearning, aRetro, aTeam, day, final, weekFacts } from "#tests/support/facts.ts";
import type { RetroFacts } from "#usecases/retros/find-retro.ts";
import { valuesOf, type Sentences, bulletLines, linesOf } from "./said.ts";

/** Hits and settled bets: none, the first, all, and more than any team will place. */
const RATES = [
  [0, 1],
  [1, 1],
  [0, 5],
  [5, 5],
  [0, 10],
  [10, 10],
  [3, 11],
  [333, 1_000],
  [99_999, 100_000],
] as const;

const rates = RATES.map(([hits, settled]) => hitRate({ hits, settled }));

const forecasts = (count: number, percent: number, hits: number): Forecast[] =>
  Array.from({ length: count }, (_, index) => ({ percent, hit: index < hits }));

const FORECAST_ACCURACIES = [
  forecasts(5, 0, 0),
  forecasts(5, 100, 0),
  forecasts(5, 100, 5),
  forecasts(10, 30, 3),
  forecasts(1_000, 90, 1_000),
].map(forecastAccuracy);

/** A bet settled with these terms and this final reading, as the digest shows it. */
function settledBet(
  terms: Partial<Bet["terms"]>,
  value: number,
  more: Partial<Week["newVerdicts"][number]> = {},
) {
  const fullTerms = { ...aBet(1).terms, ...terms };
  const bet = aBet(1, final(32));
  const reading = { value, takenOn: day("2026-12-09"), evidence: "ab-test" } as const;
  const outcome = { verdict: verdict(fullTerms, value), reading };
  const { settledAt } = final(32).state as Extract<Bet["state"], { kind: "final" }>;
  return {
    ...bet,
    terms: fullTerms,
    state: { kind: "final", round: 1, outcome, settledAt },
    ...more,
  } as const;
}

const huge = { unit: "", baseline: -1e15, target: 1e15 };
const less = { unit: "%", baseline: 4, target: 2 };
const tiny = { unit: "€", baseline: 0.001, target: 0.002 };

const SETTLED_BETS = [
  settledBet({}, 32),
  settledBet({}, 31.99),
  settledBet({}, 35.999),
  settledBet({}, 39.999),
  settledBet({}, 40, { surprised: "us", confidence: { kind: "agreed", median: 10 } }),
  settledBet({}, 1_000_000),
  settledBet(less, 4),
  settledBet(less, 3),
  settledBet(less, 9),
  settledBet(huge, -1e15),
  settledBet(huge, 1e15),
  settledBet(tiny, 0.0015),
  settledBet(tiny, -5),
  settledBet({}, 31, {
    surprised: "us-most",
    confidence: { kind: "given", median: 90, lowest: 70, highest: 90, answered: 3 },
    square: { wouldAgain: true, cameIn: false },
  }),
  settledBet({}, 41, {
    surprised: "us",
    confidence: { kind: "given", median: 10, lowest: 10, highest: 30, answered: 12 },
    square: { wouldAgain: false, cameIn: true },
  }),
];

const DECLARED_VERDICTS: Readonly<Record<DeclaredVerdict["kind"], string[]>> = {
  inconclusive: declaredVerdict("inconclusive"),
  "stopped-early": declaredVerdict("stopped-early"),
  invalid: declaredVerdict("invalid"),
};

function declaredVerdict(kind: DeclaredVerdict["kind"]): string[] {
  const [bet] = composeWeek(weekFacts({ bets: [aBet(1, final(kind))] })).newVerdicts;
  return bet ? bulletLines([newVerdictLine(bet), verdictLine(bet, bet.state.outcome)]) : [];
}

const CONFIDENCE: Readonly<Record<Exclude<Confidence, { kind: "sealed" }>["kind"], Confidence[]>> = {
  none: [{ kind: "none" }],
  "too-few": [{ kind: "too-few" }],
  unreadable: [{ kind: "unreadable" }],
  agreed: CONFIDENCE_LEVELS.map((median) => ({ kind: "agreed", median })),
  given: [
    { kind: "given", median: 10, lowest: 10, highest: 90, answered: 3 },
    { kind: "given", median: 40, lowest: 30, highest: 50, answered: 100 },
  ],
};

const DECISIONS: Readonly<Record<DecisionResult["kind"], DecisionResult[]>> = {
  none: [{ kind: "none" }],
  "too-few": [{ kind: "too-few" }],
  unreadable: [{ kind: "unreadable" }],
  agreed: [
    { kind: "agreed", answer: "again" },
    { kind: "agreed", answer: "not-again" },
  ],
  split: [
    { kind: "split", again: 1, notAgain: 2 },
    { kind: "split", again: 11, notAgain: 1 },
  ],
};

const retroOf = (preMortem: PreMortem, votes: readonly number[]): RetroFacts => ({
  bet: aBet(1, final(33)),
  team: aTeam(),
  retro: { ...aRetro(1), preMortem },
  reasons: votes.map((count, place) => ({ place, text: `Reason ${place + 1}`, votes: count })),
  learnings: [aLearning("Ask before a launch", { votes: votes[0] ?? 0 })],
  nextSteps: [],
  participants: 0,
  isEmpty: false,
  hasOwnThread: false,
});

const PRE_MORTEMS: Readonly<Record<PreMortem, readonly number[]>> = {
  sealed: [],
  shown: [0, 1, 12],
  "too-few": [],
  pooled: [0],
  unreadable: [],
  unread: [],
};

const preMortems = Object.entries(PRE_MORTEMS).flatMap(([kind, votes]) => {
  const rendered = renderPreMortem(retroOf(kind as PreMortem, votes), 1);
  return rendered ? linesOf(rendered.message) : [];
});

const echo = (earlier: readonly Bet[], more: boolean): string[] => {
  const found = echoOf({
    bets: earlier.map((bet) => ({ bet, team: aTeam({ id: bet.team, name: "Sales" }) })),
    learnings: [],
    learningsOfBets: earlier
      .slice(0, 1)
      .map((bet) => ({ bet, team: aTeam(), learning: aLearning("Ask before a launch") })),
  });
  return found ? linesOf(message(...echoBlocks({ ...found, more }, aTeam()))) : [];
};

const SETTLED = [40, 37, 33, 30, "inconclusive", "stopped-early", "invalid"] as const;

export const ofBets: Sentences = {
  "where we stand": rates.flatMap((rate) =>
    rate
      ? [
          ...standSentences({ trackRecord: { all: rate }, realised: [] }),
          ...standSentences({
            trackRecord: { all: rate, own: rate, handedDown: rate, releasable: rate, blocked: rate },
            realised: [],
          }),
          ...standSentences({ trackRecord: { all: rate, handedDown: rate, blocked: rate }, realised: [] }),
          mandateSentence({ own: rate, handedDown: rate }, ["the team", "the team"]),
          howHitRate(rate),
        ]
      : [],
  ),
  "the base rate, in the form and on the card": [undefined, ...rates].flatMap((rate) => [
    formBaseRateWords(rate),
    cardBaseRateWords(rate),
  ]),
  "forecast accuracy": FORECAST_ACCURACIES.flatMap((accuracy) =>
    accuracy ? [...forecastSentences(accuracy), ...howForecasts(accuracy)] : [],
  ),
  "realised shares": [[0], [-1e9, -1, -0.003, 0, 0.496, 0.5, 0.996, 1, 1e9]].flatMap((shares) =>
    standSentences({
      trackRecord: { all: hitRate({ hits: 0, settled: 1 })! },
      realised: shares.map((share, index) => ({ number: index + 1, share })),
    }).slice(1),
  ),
  "new verdicts": SETTLED_BETS.flatMap((bet) => bulletLines([newVerdictLine(bet)])),
  "declared verdicts": valuesOf(DECLARED_VERDICTS).flat(),
  verdicts: SETTLED_BETS.flatMap((bet) => bulletLines([verdictLine(bet, bet.state.outcome)])),
  confidence: [
    ...CONFIDENCE_LEVELS.map(answerWords),
    ...valuesOf(CONFIDENCE)
      .flat()
      .flatMap((confidence) => [
        confidence.kind === "sealed" ? "" : (confidenceResultWords(confidence) ?? ""),
        forecastWords(confidence) ?? "",
      ])
      .filter((words) => words !== ""),
  ],
  decisions: valuesOf(DECISIONS).flat().map(decisionWords),
  "the square": [true, false].flatMap((wouldAgain) =>
    [true, false].map((cameIn) => squareWords({ wouldAgain, cameIn })),
  ),
  "the pre-mortem": preMortems,
  "the pre-mortem in the retro's summary": [[], [0], [1], [0, 1, 12]].flatMap((votes) =>
    linesOf(retroSummary(retroOf("shown", votes))).slice(4),
  ),
  learnings: bulletLines([
    ...[0, 1, 100].map((votes) => learningLine(aLearning("Ask before a launch", { votes }))),
    ...[true, false].map((again) => payoffLine({ learning: aLearning("Ask first"), bet: 12, again })),
  ]),
  echoes: [
    ...echo([aBet(1)], false),
    ...echo([aBet(1, { ...final(40), team: "other" })], false),
    ...echo(
      SETTLED.map((outcome, index) => aBet(index + 1, final(outcome))),
      true,
    ),
  ],
};
