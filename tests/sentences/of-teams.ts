import type { RichTextBlock } from "@slack/types";
import { rollUp } from "#domain/rollups/rollup.ts";
import { contribution } from "#domain/goals/contribution.ts";
import { participation, participationSpread } from "#domain/participation/participation.ts";
import type { Nudge, NudgeKind } from "#domain/nudges/nudge.ts";
import type { Obstacle } from "#domain/nudges/obstacles.ts";
import type { Pace } from "#domain/goals/pace.ts";
import type { RatingSummary } from "#domain/pulses/pulse.ts";
import { PULSE_QUESTIONS } from "#domain/pulses/pulse.ts";
import type { PulseReport, QuestionSummaries } from "#domain/pulses/pulse-report.ts";
import { composeRecap, type Recap } from "#domain/recaps/recap.ts";
import { message } from "#slack/kit/blocks.ts";
import { composeWeek } from "#domain/digests/digest.ts";
import { keyResultLine, participationLines, stepLine } from "#slack/surfaces/digests/digest-lines.ts";
import { pulseLines } from "#slack/surfaces/digests/pulse-lines.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { keyResultPage } from "#slack/surfaces/goals/key-result-page.ts";
import { nudgeWords } from "#slack/surfaces/nudges/nudge-words.ts";
import { rollupMessage } from "#slack/surfaces/rollups/show-rollup.ts";
import { answeredWords } from "#slack/surfaces/pulses/pulse-words.ts";
import { fullRecapMessage } from "#slack/surfaces/recaps/recap-message.ts";
import { aBet, aGoal, aLearning, aRetro, aStep, day, final, weekFacts } from "#tests/support/facts.ts";
import { valuesOf, type Sentences, bulletLines, linesOf } from "./said.ts";

const OBSTACLES: Readonly<Record<Obstacle, true>> = {
  structural: true,
  governance: true,
  technical: true,
  knowledge: true,
  others: true,
};

const NUDGES: { readonly [Kind in NudgeKind]: ReadonlyArray<Extract<Nudge, { kind: Kind }>> } = {
  "handed-down-missed": [3, 10, 11, 1_000].map((bets) => ({ kind: "handed-down-missed", bets })),
  obstacle: (Object.keys(OBSTACLES) as Obstacle[]).flatMap((obstacle) => [
    { kind: "obstacle", obstacle, touched: 3, misses: 4 },
    { kind: "obstacle", obstacle, touched: 4, misses: 4 },
    { kind: "obstacle", obstacle, touched: 1_000, misses: 1_000 },
  ]),
  "without-empowerment": [
    { kind: "without-empowerment", placed: 6, handedDown: 3, blocked: 0 },
    { kind: "without-empowerment", placed: 6, handedDown: 0, blocked: 3 },
    { kind: "without-empowerment", placed: 6, handedDown: 1, blocked: 2 },
    { kind: "without-empowerment", placed: 6, handedDown: 6, blocked: 0 },
    { kind: "without-empowerment", placed: 1_000, handedDown: 999, blocked: 1 },
  ],
  "one-pair-of-hands": [{ kind: "one-pair-of-hands" }],
  "too-safe": [
    { kind: "too-safe", hits: 6, settled: 6 },
    { kind: "too-safe", hits: 999, settled: 1_000 },
  ],
};

const base = { verdict: "missed", mandate: { chosen: "we-chose" } } as const;
const handedDown = { chosen: "decided-for-us", dependency: "structural" } as const;
const ROLL_UPS = [
  ["a", "b", "c"].map((team) => ({ ...base, team, bets: 1, waited: 0 })),
  ["a", "b", "c"].map((team) => ({ ...base, team, bets: 2, waited: 0 })),
  ["a", "b", "c"].map((team) => ({ ...base, mandate: handedDown, team, bets: 1_000, waited: 0 })),
  ["a", "b", "c"].map((team) => ({ ...base, verdict: "hit" as const, team, bets: 1, waited: 0 })),
].flatMap((settled) => {
  const rolledUp = rollUp(settled);
  return rolledUp.ok ? linesOf(rollupMessage(rolledUp.value)) : [];
});

const participationSentences = (participants: number, eligible: number | undefined): string[] => {
  const spread = participationSpread(Array<number>(participants).fill(1), { threshold: 3, eligible });
  const week = composeWeek(weekFacts());
  return spread ? bulletLines(participationLines({ ...week, participation: participation(spread) })) : [];
};

const median = (value: number): RatingSummary => ({ kind: "given", median: value });
const all = (summary: RatingSummary, pooled = false): QuestionSummaries =>
  PULSE_QUESTIONS.map((question) => ({ question, summary, pooled }));
const agreed = (leaning: "so" | "lacking"): QuestionSummaries => all({ kind: "agreed", leaning });

const PULSES: ReadonlyArray<Omit<PulseReport, "hasPending">> = [
  { answered: 1, summaries: [] },
  { answered: 1, couldAnswer: 1, summaries: [] },
  { answered: 3, couldAnswer: 9, summaries: all(median(1)) },
  { answered: 100, couldAnswer: 100, summaries: all(median(5)) },
  { answered: 4, couldAnswer: 4, summaries: all(median(3.5)) },
  { answered: 4, couldAnswer: 4, summaries: agreed("so") },
  { answered: 4, couldAnswer: 4, summaries: agreed("lacking") },
  { answered: 2, couldAnswer: 4, summaries: all(median(2), true).slice(0, 2) },
  {
    answered: 4,
    couldAnswer: 4,
    summaries: all(median(5)),
    trend: PULSE_QUESTIONS.map((question) => ({ question, from: 1, to: 5 })),
    byOccasion: { hit: all(median(5)), miss: agreed("lacking") },
  },
  {
    answered: 4,
    couldAnswer: 4,
    summaries: all(median(1)),
    trend: PULSE_QUESTIONS.map((question, index) => ({ question, from: index < 2 ? 5 : 1, to: 1 })),
    byOccasion: { hit: agreed("so"), miss: all(median(1)) },
  },
];

const PACES: { readonly [Kind in Pace["kind"]]: ReadonlyArray<Extract<Pace, { kind: Kind }>> } = {
  reached: [{ kind: "reached" }],
  "not-begun": [{ kind: "not-begun" }],
  "on-pace": [{ kind: "on-pace" }],
  ahead: [0.001, 1, 1e15].map((by) => ({ kind: "ahead", by })),
  behind: [0.001, 1, 1e15].map((by) => ({ kind: "behind", by })),
};

const KEY_RESULTS = [
  aGoal(),
  aGoal({ unit: "%", baseline: 5, target: 3, current: 5.5 }),
  aGoal({ unit: "€", baseline: -1e15, target: 1e15, current: -1e15 }),
].flatMap(({ keyResults }) => keyResults);

const WEEK = day("2026-12-11");

const isRichText = (block: { readonly type: string }): block is RichTextBlock => block.type === "rich_text";

/** The page of a key result that moved by `moved`, with bets in its metric that came in at `values`. */
function keyResultSentences(moved: number, values: readonly number[], open = 0): string[] {
  const [goal] = [aGoal({ metric: "Activation", unit: "%", baseline: 32, target: 40, current: 32 + moved })];
  const [keyResult] = goal.keyResults;
  if (!keyResult) return [];
  const serving = { keyResult: keyResult.id };
  const bets = [
    ...values.map((value, index) => aBet(index + 1, { ...final(value), ...serving })),
    ...Array.from({ length: open }, (_, index) => aBet(values.length + index + 1, serving)),
    ...(open > 0 ? [aBet(99, { ...serving, terms: { metric: "Orders" } })] : []),
  ];
  const page = { objective: goal.objective, keyResult, contribution: contribution(keyResult, bets) };
  const { blocks } = keyResultPage({ ...page, today: WEEK });
  return linesOf(message(...blocks.filter(isRichText))).slice(1);
}

const AT = "2027-01-01T15:00:00Z";
const recap = (more: Partial<Parameters<typeof composeRecap>[0]> = {}): Recap =>
  composeRecap({
    ...weekFacts(),
    running: (more.bets ?? []).filter(({ state }) => state.kind !== "final").length,
    reasons: [],
    at: Temporal.Instant.from(AT),
    quarter: { year: 2026, number: 4 },
    ...more,
  });

const blocked = { chosen: "we-chose", dependency: "technical" } as const;
const MANY = Array.from({ length: 12 }, (_, index) =>
  aBet(index + 1, {
    ...final([40, 37, 33, 30][index % 4] ?? 0),
    mandate: index % 3 === 0 ? handedDown : blocked,
    confidence: { kind: "given", median: 90, lowest: 70, highest: 90, answered: 3 },
    cites: "Ask first",
  }),
);

const RECAPS = [
  recap(),
  recap({ bets: [aBet(1)] }),
  recap({ bets: [aBet(1, final(33))], goals: [aGoal()] }),
  recap({
    bets: MANY,
    retros: MANY.map(({ number }) => aRetro(number, { decision: { kind: "agreed", answer: "again" } })),
    learnings: [aLearning("Ask first", { bet: "bet-2", votes: 3 })],
    goals: [aGoal({}, { until: day("2026-12-31") })],
    nextSteps: [aStep("Interview five people", { timesCarriedOver: 3 })],
    spread: { tookPart: 1_000, eligible: 1_001, entries: 1_000, mostEntries: 1 },
    reasons: [
      {
        retro: { ...aRetro(1), preMortem: "shown" },
        reasons: [{ place: 0, text: "Nobody needs it", votes: 1 }],
      },
    ],
  }),
].flatMap((composed) => linesOf(fullRecapMessage(composed)));

export const ofTeams: Sentences = {
  ...Object.fromEntries(Object.entries(NUDGES).map(([kind, all]) => [`nudge: ${kind}`, all.map(nudgeWords)])),
  "across teams": [...[1, 2, 3].map((more) => explain({ kind: "too-few-teams", more })), ...ROLL_UPS],
  participation: [
    ...participationSentences(3, 3),
    ...participationSentences(3, 4),
    ...participationSentences(3, 5),
    ...participationSentences(3, undefined),
    ...participationSentences(1_000, 10_000),
  ],
  "the pulse in the digest": PULSES.flatMap((report) =>
    [true, false].flatMap((hasPending) => bulletLines(pulseLines({ ...report, hasPending }))),
  ),
  "a pulse in the channel": [
    answeredWords({ answered: 0, couldAnswer: 1 }),
    answeredWords({ answered: 1, couldAnswer: 1 }),
    answeredWords({ answered: 12 }),
  ],
  "key results": KEY_RESULTS.flatMap((keyResult) =>
    valuesOf<Pace["kind"], readonly Pace[]>(PACES)
      .flat()
      .flatMap((pace) =>
        [false, true].flatMap((isOver) =>
          bulletLines([keyResultLine({ keyResult, pace, bets: [] }, isOver)]),
        ),
      ),
  ),
  "bets behind a key result": [
    ...keyResultSentences(0, [32]),
    ...keyResultSentences(0, [33]),
    ...keyResultSentences(8, [40]),
    ...keyResultSentences(8, [34, 33], 1),
    ...keyResultSentences(-2, [41], 2),
    ...keyResultSentences(1, [41, 41]),
    ...keyResultSentences(1, []),
  ],
  "next steps": [0, 1, 2, 3, 100].flatMap((carried) =>
    bulletLines([
      stepLine(aStep("Interview five people", { timesCarriedOver: carried, dueOn: day("2026-12-08") }), WEEK),
    ]),
  ),
  "the quarter's recap": [...new Set(RECAPS)],
};
