import { z } from "@hono/zod-openapi";
import { amendedVerdict } from "#domain/amendments/amendment.ts";
import { type Bet, currentReviewDate, type Outcome } from "#domain/bets/bet.ts";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { type Confidence, leaning } from "#domain/confidence/confidence.ts";
import { type ComputedVerdict, isComputed, realisedValue, type Verdict } from "#domain/verdicts/verdict.ts";
import { day, figure, id, moment, withoutAbsent } from "#api/kit/fields.ts";
import { readingFacts, readingSchema } from "./reading-fields.ts";

export const BET_STATES = ["open", "provisional", "final"] as const satisfies ReadonlyArray<
  Bet["state"]["kind"]
>;

const COMPUTED = ["hit", "part-way", "missed", "backfired"] as const satisfies ReadonlyArray<
  ComputedVerdict["kind"]
>;
export const VERDICTS = [
  ...COMPUTED,
  "inconclusive",
  "stopped-early",
  "invalid",
] as const satisfies ReadonlyArray<Verdict["kind"]>;

export const termsSchema = z
  .object({
    metric: z.string().openapi({ example: "activation" }),
    unit: z.string().openapi({ description: "Empty for a bare number.", example: "%" }),
    baseline: figure.openapi({ example: 32 }),
    target: figure.openapi({ example: 40 }),
    reviewOn: day,
  })
  .openapi("Terms", { description: "What a bet is judged by." });

export const progress = figure.openapi({
  description: "The share of the way from baseline to target: 1 is all of it, and less than 0 the wrong way.",
  example: 0.3125,
});

const mandateSchema = z
  .object({
    chosen: z.enum(CHOSEN).openapi({ description: "Who chose it." }),
    releasesAlone: z.boolean().openapi({ description: "Whether the team can release it alone." }),
    dependency: z.enum(DEPENDENCIES).optional().openapi({ description: "If not, what it depends on." }),
  })
  .openapi("Mandate");

const confidenceSchema = z
  .discriminatedUnion("state", [
    z.object({ state: z.literal("sealed"), closesAt: moment }),
    z.object({ state: z.literal("none") }),
    z.object({ state: z.literal("too-few") }),
    z.object({ state: z.literal("unreadable") }),
    z.object({ state: z.literal("agreed"), leaning: z.enum(["likely", "even", "unlikely"]) }),
    z.object({
      state: z.literal("given"),
      median: figure,
      lowest: figure,
      highest: figure,
      answered: z.int(),
    }),
  ])
  .openapi("Confidence", {
    description:
      "The team's forecast, in percent. Sealed until its poll closes; a unanimous one is a leaning, and one of too few people stays hidden.",
  });

const verdictSchema = z
  .object({
    kind: z.enum(VERDICTS),
    progress: progress.optional(),
    realised: figure.optional().openapi({ description: "The final reading minus the baseline." }),
    reading: readingSchema.optional().openapi({ description: "The final reading." }),
    reason: z.string().optional().openapi({ description: "Why, if no reading decided." }),
    underAmendedTerms: z
      .object({ kind: z.enum(COMPUTED), progress })
      .optional()
      .openapi({ description: "What it is under the amended terms." }),
    finalAt: moment.optional().openapi({ description: "When it becomes final unless somebody disputes." }),
    settledAt: moment.optional().openapi({ description: "When it became final." }),
  })
  .openapi("Verdict");

export { verdictSchema };

export const betSchema = z
  .object({
    id,
    team: id,
    number: z.int().openapi({ description: "Within the team: #12.", example: 12 }),
    title: z.string().openapi({ example: "Checklist on first login" }),
    belief: z.string().optional(),
    terms: termsSchema,
    amendedTerms: termsSchema.optional(),
    reviewOn: day.openapi({ description: "The review date in force." }),
    reviewAfterShippingDays: z.int().optional(),
    shippedOn: day.optional(),
    guardrail: z.string().optional(),
    keyResult: id.optional().openapi({ description: "The key result that it serves." }),
    cites: id.optional().openapi({ description: "The learning that it builds on." }),
    mandate: mandateSchema,
    placedAt: moment,
    confidence: confidenceSchema.optional(),
    state: z.enum(BET_STATES),
    verdict: verdictSchema.optional(),
  })
  .openapi("Bet");

export const termsFacts = ({ metric, unit, baseline, target, reviewOn }: Terms) => ({
  metric,
  unit,
  baseline,
  target,
  reviewOn: reviewOn.toString(),
});

const instantText = (at: Temporal.Instant): string => at.toString({ smallestUnit: "second" });

export const betFacts = (bet: Bet) =>
  withoutAbsent({
    id: bet.id,
    team: bet.team,
    number: bet.number,
    title: bet.title,
    belief: bet.belief === "" ? undefined : bet.belief,
    terms: termsFacts(bet.terms),
    amendedTerms: bet.amended && termsFacts(bet.amended),
    reviewOn: currentReviewDate(bet).toString(),
    reviewAfterShippingDays: bet.reviewAfterShipping,
    shippedOn: bet.shippedOn?.toString(),
    guardrail: bet.guardrail,
    keyResult: bet.keyResult,
    cites: bet.cites,
    mandate: withoutAbsent({
      chosen: bet.mandate.chosen,
      releasesAlone: bet.mandate.dependency === undefined,
      dependency: bet.mandate.dependency,
    }),
    placedAt: instantText(bet.placedAt),
    confidence: bet.confidence && confidenceFacts(bet.confidence),
    state: bet.state.kind,
    verdict: verdictFacts(bet),
  });

/** What may be told of a forecast: nothing while it is sealed, and of a unanimous one only which way it leans. */
function confidenceFacts(confidence: Confidence): z.infer<typeof confidenceSchema> {
  switch (confidence.kind) {
    case "sealed":
      return { state: "sealed", closesAt: instantText(confidence.closesAt) };
    case "agreed":
      return { state: "agreed", leaning: leaning(confidence.median) };
    case "given": {
      const { median, lowest, highest, answered } = confidence;
      return { state: "given", median, lowest, highest, answered };
    }
    case "none":
    case "too-few":
    case "unreadable":
      return { state: confidence.kind };
  }
}

export function verdictFacts(bet: Bet) {
  const { state } = bet;
  if (state.kind === "open") return undefined;
  const amended = amendedVerdict(bet);
  return withoutAbsent({
    ...outcomeFacts(bet.terms, state.outcome),
    underAmendedTerms: amended && { kind: amended.kind, progress: amended.progress },
    finalAt: state.kind === "provisional" ? instantText(state.finalAt) : undefined,
    settledAt: state.kind === "final" ? instantText(state.settledAt) : undefined,
  });
}

const outcomeFacts = (terms: Terms, { verdict, reading, reason }: Outcome) =>
  withoutAbsent({
    kind: verdict.kind,
    progress: isComputed(verdict) ? verdict.progress : undefined,
    realised: isComputed(verdict) && reading ? realisedValue(terms, reading.value) : undefined,
    reading: reading && readingFacts(reading),
    reason,
  });
