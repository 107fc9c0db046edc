import { z } from "zod";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import { WEEKDAYS } from "#domain/calendar/schedule.ts";
import type { BetRecord, ExportRecord, RetroRecord } from "#domain/exports/records.ts";
import { PULSE_QUESTIONS, RATINGS } from "#domain/pulses/pulse.ts";
import { EVIDENCE } from "#domain/readings/reading.ts";
import { THEMES } from "#domain/retros/retro.ts";
import { isComputedKind, verdict } from "#domain/verdicts/verdict.ts";
import { findPersonWords } from "#domain/wording/wording-check.ts";

export const FORMAT = "ourcome";
export const VERSION = 1;

const MAX_TEXT = 4_000;
const MAX_VALUE = 1e15;
const MAX_COUNT = 2 ** 31 - 1;

/** The forms refuse these, so no export has them. */
const mentionsPerson = (text: string): boolean =>
  (text.includes("<@") || text.includes("slack.com/team/")) &&
  findPersonWords(text, []).some(({ keepable }) => !keepable);

const text = z
  .string()
  .max(MAX_TEXT, `is longer than ${MAX_TEXT} characters`)
  .refine((value) => !value.includes("\0"), "has a NUL character")
  .refine((value) => value.isWellFormed(), "has half a character (a lone surrogate)")
  .refine((value) => !mentionsPerson(value), "mentions a person");
const words = text.refine((value) => value.trim() !== "", "is empty");
const id = z
  .string()
  .min(1, "is empty")
  .max(200, "is longer than 200 characters")
  .regex(/^\P{C}*$/u, "has a character that ids don't have");
const value = z.number().min(-MAX_VALUE, "is not within ±1e15").max(MAX_VALUE, "is not within ±1e15");
const count = z.int().min(0).max(MAX_COUNT);
const positive = z.int().min(1).max(MAX_COUNT);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "is no day such as 2026-12-31")
  .refine((value) => isValid(value, Temporal.PlainDate), "is no day that there is");
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, "is no time such as 2026-12-31T09:00:00.000Z")
  .refine((value) => isValid(value, Temporal.Instant), "is no time that there is");

function isValid(value: string, { from }: { from: (text: string) => unknown }): boolean {
  try {
    from(value);
    return true;
  } catch {
    return false;
  }
}

const terms = {
  metric: words,
  unit: text,
  baseline: value,
  target: value,
};

const team = z.strictObject({
  kind: z.literal("team"),
  workspace: id,
  id,
  channel: id,
  name: words,
  timeZone: id,
  digestDay: z.literal(WEEKDAYS),
  digestTime: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "is no time such as 16:00"),
  anonymityThreshold: z.int().min(3, "is below 3, the fewest answers that may show").max(MAX_COUNT),
  asksPulse: z.boolean(),
  defaultChosen: z.enum(CHOSEN),
  postsQuietWeeks: z.boolean(),
  nextBetNumber: positive,
  nextDigestAt: instant,
  nextPulseFrom: instant.optional(),
  createdAt: instant,
});

const objective = z.strictObject({
  kind: z.literal("objective"),
  id,
  title: words,
  from: day,
  until: day,
  state: z.enum(["open", "closed"]),
  addedAt: instant,
  keyResults: z.array(z.strictObject({ id, ...terms, current: value, addedAt: instant })),
});

const reading = z.strictObject({
  id,
  value,
  takenOn: day,
  evidence: z.enum(EVIDENCE),
  significant: z.boolean().optional(),
  note: text.optional(),
  addedAt: instant,
});

const amendment = z.strictObject({
  version: positive,
  ...terms,
  reviewOn: day,
  reason: text,
  addedAt: instant,
});

const retro = z
  .strictObject({
    id,
    openedAt: instant,
    closesAt: instant.optional(),
    closedAt: instant.optional(),
    reopened: z.boolean(),
    preMortem: z.enum(["shown", "too-few", "pooled", "unreadable", "unread"]).optional(),
    decision: z
      .enum(["none", "too-few", "unreadable", "agreed-again", "agreed-not-again", "split"])
      .optional(),
    decisionAgain: count.optional(),
    decisionNotAgain: count.optional(),
    themes: z.array(z.strictObject({ theme: z.enum(THEMES.map(({ theme }) => theme)), votes: count })),
    reasons: z.array(z.strictObject({ place: count, text: words, votes: count })),
  })
  .superRefine((retro, context) => problemsOfRetro(retro).forEach(report(context)));

const confidence = {
  termsFrozen: z.boolean(),
  confidenceClosesAt: instant.optional(),
  confidence: z.enum(["none", "too-few", "unreadable", "agreed", "given"]).optional(),
  confidenceMedian: z.number().min(0).max(100).optional(),
  confidenceLowest: z.number().min(0).max(100).optional(),
  confidenceHighest: z.number().min(0).max(100).optional(),
  confidenceAnswered: count.optional(),
  confidenceLeaning: z.enum(["likely", "even", "unlikely"]).optional(),
};

const outcome = {
  verdict: z
    .enum(["hit", "part-way", "missed", "backfired", "inconclusive", "stopped-early", "invalid"])
    .optional(),
  finalValue: value.optional(),
  finalTakenOn: day.optional(),
  finalEvidence: z.enum(EVIDENCE).optional(),
  finalSignificant: z.boolean().optional(),
  finalNote: text.optional(),
  reason: text.optional(),
  finalAt: instant.optional(),
  settledAt: instant.optional(),
};

const bet = z
  .strictObject({
    kind: z.literal("bet"),
    id,
    number: positive,
    title: words,
    belief: text,
    ...terms,
    reviewOn: day,
    guardrail: text.optional(),
    keyResult: id.optional(),
    cites: id.optional(),
    chosen: z.enum(CHOSEN),
    dependency: z.enum(DEPENDENCIES).optional(),
    placedAt: instant,
    prompts: count,
    nextPromptAt: instant.optional(),
    halfwayAt: instant.optional(),
    shippedOn: day.optional(),
    reviewAfterShipping: count.optional(),
    state: z.enum(["open", "provisional", "final"]),
    round: count,
    ...outcome,
    ...confidence,
    readings: z.array(reading),
    amendments: z.array(amendment),
    disputes: z.array(z.strictObject({ round: count, reason: text, addedAt: instant })),
    retro: retro.optional(),
    learnings: z.array(
      z.strictObject({ id, text: words, votes: count, addedAt: instant, keptAt: instant.optional() }),
    ),
    nextSteps: z.array(
      z.strictObject({
        id,
        text: words,
        dueOn: day,
        state: z.enum(["open", "done", "dropped"]),
        carried: count,
        addedAt: instant,
        droppedAt: instant.optional(),
      }),
    ),
  })
  .superRefine((bet, context) => problemsOfBet(bet).forEach(report(context)));

const pulse = z.strictObject({
  kind: z.literal("pulse"),
  id,
  openedAt: instant,
  showsFrom: count,
  occasion: z.enum(["hit", "miss"]).optional(),
  closedAt: instant,
  result: z.enum(["none", "unreadable", "counted"]),
  answered: count.optional(),
  couldAnswer: count.optional(),
  ratings: z.array(
    z.strictObject({
      question: z.enum(PULSE_QUESTIONS),
      rating: z.literal(RATINGS),
      votes: count,
      basis: z.enum(["own", "pooled"]),
    }),
  ),
});

/** One line of an export. */
export const recordSchema = z.discriminatedUnion("kind", [
  team,
  objective,
  bet,
  pulse,
]) satisfies z.ZodType<ExportRecord>;

/** The whole file. */
export const documentSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  records: z.array(recordSchema),
  count: z.int().min(0),
});

type Problem = readonly [field: string, message: string];

const report =
  (context: z.core.$RefinementCtx) =>
  ([field, message]: Problem): void =>
    context.addIssue({ code: "custom", path: [field], message });

/** What can't be true of a bet, because its columns contradict one another. */
function problemsOfBet(bet: BetRecord): Problem[] {
  const { state, baseline, target, finalValue } = bet;
  const problems: Problem[] = [];
  const settled = state !== "open";
  const must = (field: keyof BetRecord, needed: boolean, why: string) => {
    if ((bet[field] !== undefined) !== needed)
      problems.push([field, needed ? `is missing: ${why}` : `can't be there: ${why}`]);
  };
  if (baseline === target) problems.push(["target", "is the baseline, so there is nothing to reach"]);
  must("verdict", settled, `the bet is ${state}`);
  must("finalAt", state === "provisional", `the bet is ${state}`);
  must("settledAt", state === "final", `the bet is ${state}`);
  if (settled && bet.verdict !== undefined) {
    const computed = isComputedKind(bet.verdict);
    must("finalValue", computed, `the verdict is ${bet.verdict}`);
    must("finalTakenOn", computed, `the verdict is ${bet.verdict}`);
    must("finalEvidence", computed, `the verdict is ${bet.verdict}`);
    if (computed && finalValue !== undefined && baseline !== target) {
      const expected = verdict({ baseline, target }, finalValue).kind;
      if (bet.verdict !== expected)
        problems.push(["verdict", `is ${bet.verdict}, but the final value makes it ${expected}`]);
    }
  }
  must("confidenceLeaning", bet.confidence === "agreed", `the forecast is ${bet.confidence ?? "not closed"}`);
  for (const field of [
    "confidenceMedian",
    "confidenceLowest",
    "confidenceHighest",
    "confidenceAnswered",
  ] as const)
    must(field, bet.confidence === "given", `the forecast is ${bet.confidence ?? "not closed"}`);
  if (bet.confidence !== undefined) must("confidenceClosesAt", false, "the forecast is closed");
  return [
    ...problems,
    ...repeated(
      "amendments",
      bet.amendments.map(({ version }) => version),
    ),
    ...repeated(
      "disputes",
      bet.disputes.map(({ round }) => round),
    ),
  ];
}

function problemsOfRetro(retro: RetroRecord): Problem[] {
  const open = retro.closedAt === undefined;
  return [
    ...(open === (retro.closesAt === undefined)
      ? [["closesAt", "an open retro has a time to close, and a closed one has none"] as const]
      : []),
    ...((retro.decision === "split") ===
    (retro.decisionAgain === undefined || retro.decisionNotAgain === undefined)
      ? [["decisionAgain", "only of a split decision are there counts"] as const]
      : []),
    ...repeated(
      "themes",
      retro.themes.map(({ theme }) => theme),
    ),
    ...repeated(
      "reasons",
      retro.reasons.map(({ place }) => place),
    ),
  ];
}

const repeated = (field: string, keys: readonly unknown[]): Problem[] =>
  new Set(keys).size === keys.length ? [] : [[field, "has the same one twice"]];
