import { missesNeeded } from "#domain/nudges/obstacles.ts";
import { type BestLearning, paidOff } from "#domain/recaps/highlights.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import type { Span } from "#slack/kit/blocks.ts";
import { VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import { learningLine, participationWords } from "#slack/surfaces/digests/digest-lines.ts";
import { questionSummaryWords } from "#slack/surfaces/digests/pulse-lines.ts";
import { touchedWords } from "#slack/surfaces/nudges/nudge-words.ts";
import { forecastSentences, standSentences } from "#slack/surfaces/statistics/statistics-words.ts";
import { capital, clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { counted } from "#slack/kit/numbers.ts";

/** How much of a person's text a line quotes. */
const MAX_QUOTE_LENGTH = 160;
const MAX_BET_NUMBERS = 10;

/** "2 hit, 3 missed, 1 backfired. 2 bets were still open at the end." */
export function betLines({ verdicts, running, isOver }: Recap): Span[][] {
  const came = verdicts.map(({ kind, bets }) => `${bets} ${VERDICT_SHORT[kind]}`).join(", ");
  const open = `${counted(running, "bet")} ${isOver ? `${running === 1 ? "was" : "were"} still open at the end` : "still open"}`;
  return [...(came === "" ? [] : [[`${came}.`]]), ...(running > 0 ? [[`${open}.`]] : [])];
}

/** "4 bets shipped, half of them within 12 days of being placed." Nobody's pace is compared with anybody else's. */
export function leadTimeLines({ leadTime }: Recap): Span[][] {
  if (!leadTime) return [];
  const { bets, medianDays } = leadTime;
  const days = counted(medianDays, "day");
  return [
    [
      bets === 1
        ? `1 bet shipped, ${days} after it was placed.`
        : `${counted(bets, "bet")} shipped, half of them within ${days} of being placed.`,
    ],
  ];
}

export const rateLines = (recap: Recap): Span[][] => standSentences(recap).map((words) => [words]);

/** How many bets are in each quadrant. No minimum applies: each retro has already shown its own. */
export function squareLines({ square }: Recap): Span[][] {
  const { paidOff: cameIn, badLuck, lucky, lesson, unplaced } = square;
  const places = [
    ["Good bets that came in", cameIn],
    ["Good bets, bad luck", badLuck],
    ["Came in by luck", lucky],
    ["Bets we'd place differently now", lesson],
  ] as const;
  const counts = places.flatMap(([which, bets]) => (bets > 0 ? [`${which}: ${bets}.`] : []));
  if (counts.length === 0) return [];
  return [
    [counts.join(" ")],
    ...(unplaced > 0
      ? [
          [
            `We can't tell for ${unplaced}: no reading decided, too few of us answered, we were split, or the retro is open.`,
          ],
        ]
      : []),
  ];
}

export const forecastLines = ({ forecastAccuracy }: Recap): Span[][] =>
  "kind" in forecastAccuracy ? [] : forecastSentences(forecastAccuracy).map((words) => [words]);

/** "Something we'd feared beforehand came true in 2 of 3 retros.", then what. */
export const preMortemLines = ({ preMortems }: Recap): Span[][] => [
  ...(preMortems.retros > 0 ? [[foreseenWords(preMortems)]] : []),
  ...preMortems.reasons.map(({ text, votes }): Span[] => [`${quoted(text)} (${counted(votes, "vote")})`]),
  ...preMortems.pooled.map((text): Span[] => [`Written before one of several bets: ${quoted(text)}`]),
];

const foreseenWords = ({ retros, cameTrue }: Recap["preMortems"]): string =>
  cameTrue === 0
    ? `Nothing we'd feared beforehand came true (${counted(retros, "retro")}).`
    : `Something we'd feared beforehand came true in ${cameTrue} of ${counted(retros, "retro")}.`;

export const learningLines = (recap: Recap): Span[][] => [
  ...(recap.citing > 0
    ? [
        [
          `${recap.citing} of ${counted(recap.placed, "bet")} placed ${recap.citing === 1 ? "builds" : "build"} on something we'd learned.`,
        ],
      ]
    : []),
  ...paidOff(recap.payoffs).map(bestLearningLine),
  ...recap.learnings.map(learningLine),
];

/** "“…” (5 votes)", "“…” paid off in #14, #18." */
export function bestLearningLine({ learning, paidOffIn }: BestLearning): Span[] {
  const { text, votes } = learning;
  if (paidOffIn.length === 0) return [`${quoted(text)}${votes > 0 ? ` (${counted(votes, "vote")})` : ""}`];
  const shown = paidOffIn.slice(0, MAX_BET_NUMBERS).map((bet) => `#${bet}`);
  const more = paidOffIn.length - shown.length;
  return [`${quoted(text)} paid off in ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`];
}

const quoted = (text: string): string => `“${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”`;

/** Who chose our bets, who can release them, and what our misses waited for. */
export const mandateLines = (recap: Recap): Span[][] => [
  ...(recap.placed > 0 ? [[chosenWords(recap)]] : []),
  ...obstacleLines(recap.obstacles),
];

/** "We chose or agreed to 4 of 6 bets placed; 2 were handed to us. We can't release 1 of ours alone." */
function chosenWords({ placed, mandate: { own, handedDown, blocked } }: Recap): string {
  const all = placed === 1 ? "the one bet placed" : `all ${placed} bets placed`;
  const held = blocked > 0 ? ` We can't release ${blocked} of ours alone.` : "";
  if (handedDown === 0) return `We chose or agreed to ${all}.${held}`;
  if (own === 0) return `${capital(all)} ${placed === 1 ? "was" : "were"} handed to us.`;
  return `We chose or agreed to ${own} of ${placed} bets placed; ${handedDown} ${handedDown === 1 ? "was" : "were"} handed to us.${held}`;
}

function obstacleLines(obstacles: Recap["obstacles"]): Span[][] {
  const { misses, touched } = obstacles;
  if (missesNeeded(obstacles) > 0) return [];
  if (touched.length === 0) return [[`None of our ${misses} misses waited for anybody, as far as we noted.`]];
  return touched.map((pattern) => [`${touchedWords(pattern.obstacle, pattern.touched, misses)}.`]);
}

export const moraleLines = ({ pulses, participation }: Recap): Span[][] => [
  ...(pulses
    ? [
        [
          pulses.summaries.length === 0
            ? "Too few of us answered a pulse to show what we said."
            : `${capital(questionSummaryWords(pulses.summaries).join("; "))} (${counted(pulses.pulses, "pulse")}).`,
        ],
      ]
    : []),
  ...(participation ? [[`${participationWords(participation)} took part.`]] : []),
];
