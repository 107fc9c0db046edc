import { MIN_FORECASTS } from "#domain/confidence/forecast-accuracy.ts";
import { missesNeeded } from "#domain/nudges/obstacles.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import type { Span } from "#slack/kit/blocks.ts";
import { VERDICT_SHORT } from "#slack/surfaces/bets/bet-words.ts";
import {
  calibrationLines,
  forecastAccuracyWords,
  trackRecordLines,
  participationWords,
} from "#slack/surfaces/digests/digest-lines.ts";
import { questionSummaryWords } from "#slack/surfaces/digests/pulse-lines.ts";
import { touchedWords } from "#slack/surfaces/nudges/nudge-words.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import { counted } from "./recap-words.ts";

/** How much of a person's text a line quotes. */
const MAX_QUOTE_LENGTH = 160;
const MAX_BET_NUMBERS = 10;

/** "7 bets placed; 5 settled: 1 hit, 2 part-way, 2 missed." */
export function betLines({ placed, settled, verdicts, running, isOver }: Recap): Span[][] {
  const verdictWords = verdicts.map(({ kind, bets }) => `${bets} ${VERDICT_SHORT[kind]}`).join(", ");
  return [
    [
      `${counted(placed, "bet")} placed; ${settled.length} settled${verdictWords && `: ${verdictWords}`}.`,
      ...(running > 0 ? [` ${running} ${isOver ? "went on after it" : "not settled yet"}.`] : []),
    ],
  ];
}

export const rateLines = ({ trackRecord, realised, isOver }: Recap): Span[][] => {
  const lines = trackRecordLines({ trackRecord, realised });
  if (lines.length > 0) return lines;
  return isOver
    ? [["No verdict became final, so there is no hit rate."]]
    : [["Our hit rate and what we realised show after our first verdict."]];
};

/** How many bets are in each quadrant. No minimum applies: each retro has already shown its own. */
export function squareLines({ square, settled }: Recap): Span[][] {
  const { paidOff, badLuck, lucky, lesson, unplaced } = square;
  if (paidOff + badLuck + lucky + lesson === 0)
    return [
      [
        settled.length === 0
          ? "A settled bet gets its place after its retro."
          : "No bet has its place: it takes a reading that decides, and a closed retro in which enough of us answered and more than half agree.",
      ],
    ];
  return [
    [
      `Good bets that came in: ${paidOff}. Good bets, bad luck: ${badLuck}. Lucky: ${lucky}. Lessons: ${lesson}.`,
    ],
    ...(unplaced > 0
      ? [
          [
            `${unplaced} without a place: no reading decided, too few of us answered, we were of two minds, or the retro is open.`,
          ],
        ]
      : []),
  ];
}

/** Below the minimum: how many more bets it takes or, if the quarter is over, how many forecasts there were. */
export function forecastAccuracyLines({ forecastAccuracy, isOver }: Recap): Span[][] {
  if ("kind" in forecastAccuracy) {
    const forecasts = MIN_FORECASTS - forecastAccuracy.missing;
    const existing = `there ${forecasts > 1 ? "were" : "was"} ${forecasts || "none"}`;
    const missing = `after ${counted(forecastAccuracy.missing, "more bet")}`;
    return [
      [
        `Our forecasts are scored from five settled bets with a forecast on${isOver ? `; ${existing}` : `: ${missing}`}.`,
      ],
    ];
  }
  const bins = calibrationLines({ forecastAccuracy });
  return [
    [forecastAccuracyWords(forecastAccuracy)],
    ...(bins.length > 0 ? bins : [["How often we hit for what we gave shows from ten bets given alike on."]]),
  ];
}

/** "In 2 of 3 retros something that we had written before got votes." */
export function preMortemLines({ preMortems: { retros, cameTrue }, isOver }: Recap): Span[][] {
  if (retros === 0)
    return isOver
      ? [["No retro that is closed showed what we had written before."]]
      : [["Shows after a closed retro for whose bet enough of us wrote before why it may fail."]];
  return [[`In ${cameTrue} of ${counted(retros, "retro")} something that we had written before got votes.`]];
}

export const preMortemTexts = ({ preMortems: { reasons, pooled } }: Recap): Span[][] => [
  ...reasons.map(({ text, votes }): Span[] => [
    `“${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}” (${counted(votes, "vote")})`,
  ]),
  ...pooled.map((text): Span[] => [
    `Written before one of several bets: “${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”`,
  ]),
];

export const citedLines = ({ citing, placed }: Recap): Span[][] =>
  citing > 0
    ? [
        [
          `${citing} of ${counted(placed, "bet")} placed ${citing === 1 ? "builds" : "build"} on something that we had learned.`,
        ],
      ]
    : [];

/** A line for each learning: "“…” paid off in #14, #18." */
export const payoffLines = ({ payoffs }: Recap): Span[][] =>
  [...new Map(payoffs.map(({ learning }) => [learning.id, learning])).values()].map(({ id, text }) => {
    const bets = payoffs.filter(({ learning }) => learning.id === id).map(({ bet }) => `#${bet}`);
    const shown = bets.slice(0, MAX_BET_NUMBERS);
    const more = bets.length - shown.length;
    return [
      `“${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}” paid off in ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
    ];
  });

/** Who chose our bets, who can release them, and what our misses waited for. */
export function mandateLines({ placed, mandate, obstacles }: Recap): Span[][] {
  const { own, handedDown, blocked } = mandate;
  return [
    placed === 0
      ? ["No bet was placed, so none was chosen by us or handed to us."]
      : [
          `Of the bets placed, chosen or agreed to by us: ${own}; handed to us: ${handedDown}; ours that we cannot release alone: ${blocked}.`,
        ],
    ...obstacleLines({ ...obstacles, missing: missesNeeded(obstacles) }),
  ];
}

function obstacleLines({ misses, touched, missing }: Recap["obstacles"] & { missing: number }): Span[][] {
  if (misses === 0) return [];
  if (missing > 0)
    return [
      [
        `What our misses waited for is told from ${misses + missing} misses on; there ${misses === 1 ? "was" : "were"} ${misses}.`,
      ],
    ];
  if (touched.length === 0)
    return [[`None of our ${misses} misses waited for anybody, as far as we wrote down.`]];
  return touched.map((pattern) => [`${touchedWords(pattern.obstacle, pattern.touched, misses)}.`]);
}

export function moraleLines({ pulses, participation, isOver }: Recap): Span[][] {
  return [
    pulses === undefined
      ? ["No pulse of the quarter has answers."]
      : [
          pulses.summaries.length === 0
            ? "Too few of us answered a pulse, so the answers stay hidden."
            : `${capitalise(questionSummaryWords(pulses.summaries).join("; "))} (${counted(pulses.pulses, "pulse")}; 1 is not at all, 5 is fully).`,
        ],
    [
      participation
        ? `${participationWords(participation)} took part.`
        : isOver
          ? "How many of us took part does not show: too few did, or it was not counted."
          : "How many of us took part shows when enough of us have.",
    ],
  ];
}

const capitalise = (words: string): string => words.charAt(0).toLocaleUpperCase("en") + words.slice(1);
