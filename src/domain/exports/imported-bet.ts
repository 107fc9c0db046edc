import { PROMPT_TIME } from "#domain/bets/bet.ts";
import type { Mandate } from "#domain/bets/mandate.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { atWallClock } from "#domain/calendar/schedule.ts";
import { type ConfidenceResult, leaning } from "#domain/confidence/confidence.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { type DeclaredVerdict, verdict } from "#domain/verdicts/verdict.ts";
import type { ImportedBet, TeamRecord } from "./records.ts";

/** What another tool knows of a bet. */
export type ForeignBet = {
  readonly id: string;
  readonly title: string;
  readonly belief?: string | undefined;
  readonly terms: Terms;
  readonly guardrail?: string | undefined;
  readonly mandate?: Mandate | undefined;
  readonly placedAt?: Temporal.Instant | undefined;
  readonly shippedOn?: Temporal.PlainDate | undefined;
  readonly confidence?: ConfidenceResult | undefined;
  readonly outcome?:
    | { readonly reading: Reading; readonly settledAt?: Temporal.Instant | undefined }
    | {
        readonly declared: DeclaredVerdict["kind"];
        readonly reason: string;
        readonly settledAt?: Temporal.Instant | undefined;
      }
    | undefined;
};

const NOON = Temporal.PlainTime.from("12:00");

/**
 * A bet from another tool, as a record without a number. With an outcome it is final: there is nobody left to dispute it.
 * The channel is asked for the final reading of an open one if its review is still ahead; else it shows as due.
 */
export function importedBet(
  bet: ForeignBet,
  { timeZone, defaultChosen }: Pick<TeamRecord, "timeZone" | "defaultChosen">,
  now: Temporal.Instant,
): ImportedBet {
  const { terms, mandate = { chosen: defaultChosen } } = bet;
  const onDay = (day: Temporal.PlainDate) => earlier(atWallClock(day, NOON, timeZone), now);
  const outcome = outcomeOf(bet, onDay);
  const placedAt = earlier(bet.placedAt ?? now, outcome ? Temporal.Instant.from(outcome.settledAt) : now);
  const firstPrompt = atWallClock(terms.reviewOn, PROMPT_TIME, timeZone);
  const isAhead = !outcome && Temporal.Instant.compare(firstPrompt, now) > 0;
  return {
    kind: "bet",
    id: bet.id,
    title: bet.title,
    belief: bet.belief ?? "",
    metric: terms.metric,
    unit: terms.unit,
    baseline: terms.baseline,
    target: terms.target,
    reviewOn: terms.reviewOn.toString(),
    ...(bet.guardrail && { guardrail: bet.guardrail }),
    chosen: mandate.chosen,
    ...(mandate.dependency && { dependency: mandate.dependency }),
    placedAt: text(placedAt),
    prompts: 0,
    ...(isAhead && { nextPromptAt: text(firstPrompt) }),
    ...(bet.shippedOn && { shippedOn: bet.shippedOn.toString() }),
    state: outcome ? "final" : "open",
    round: outcome ? 1 : 0,
    ...outcome,
    // Its forecast was made elsewhere, or there is none.
    termsFrozen: bet.confidence !== undefined,
    ...confidenceOf(bet.confidence ?? { kind: "none" }),
    readings: [],
    amendments: [],
    disputes: [],
    learnings: [],
    nextSteps: [],
  };
}

function outcomeOf({ terms, outcome }: ForeignBet, onDay: (day: Temporal.PlainDate) => Temporal.Instant) {
  if (!outcome) return undefined;
  if ("declared" in outcome)
    return {
      verdict: outcome.declared,
      reason: outcome.reason,
      settledAt: text(outcome.settledAt ?? onDay(terms.reviewOn)),
    };
  const { value, takenOn, evidence, significant, note } = outcome.reading;
  return {
    verdict: verdict(terms, value).kind,
    finalValue: value,
    finalTakenOn: takenOn.toString(),
    finalEvidence: evidence,
    ...(significant !== undefined && { finalSignificant: significant }),
    ...(note && { finalNote: note }),
    settledAt: text(outcome.settledAt ?? onDay(takenOn)),
  };
}

function confidenceOf(result: ConfidenceResult) {
  switch (result.kind) {
    case "given":
      return {
        confidence: result.kind,
        confidenceMedian: result.median,
        confidenceLowest: result.lowest,
        confidenceHighest: result.highest,
        confidenceAnswered: result.answered,
      };
    case "agreed":
      return { confidence: result.kind, confidenceLeaning: leaning(result.median) };
    default:
      return { confidence: result.kind };
  }
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;

const text = (at: Temporal.Instant): string => at.toString({ smallestUnit: "millisecond" });
