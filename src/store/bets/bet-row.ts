import type { Bet, BetState, Outcome } from "#domain/bets/bet.ts";
import { type Confidence, type ConfidenceResult, forecastOf } from "#domain/confidence/confidence.ts";
import type { Chosen, Dependency } from "#domain/bets/mandate.ts";
import type { Evidence } from "#domain/readings/reading.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { isComputed, type DeclaredVerdict, verdict } from "#domain/verdicts/verdict.ts";
import { day, flag, instant, instantText, optional, identity } from "#store/database/columns.ts";
import type { AmendmentRow, BetRow } from "./rows.ts";

/** `amended` is the row of the bet's last amendment. */
export function toBet(row: BetRow, amended: AmendmentRow | undefined): Bet {
  return {
    id: row.id,
    workspace: row.workspace,
    team: row.team,
    number: row.number,
    title: row.title,
    belief: row.belief,
    terms: toTerms(row),
    ...(amended && { amended: toTerms(amended) }),
    ...optional("guardrail", row.guardrail, identity),
    ...optional("keyResult", row.key_result, identity),
    ...optional("cites", row.cites, identity),
    ...optional("source", row.source, identity),
    mandate: {
      chosen: row.chosen as Chosen,
      ...optional("dependency", row.dependency, (dependency) => dependency as Dependency),
    },
    placedAt: instant(row.placed_at),
    review: {
      prompts: row.prompts,
      ...optional("nextPromptAt", row.next_prompt_at, instant),
      ...optional("halfwayAt", row.halfway_at, instant),
    },
    ...optional("reviewAfterShipping", row.review_after_shipping, identity),
    ...optional("shippedOn", row.shipped_on, day),
    ...(row.confidence_closes_at !== null || row.confidence !== null
      ? { confidence: toConfidence(row) }
      : undefined),
    state: toState(row),
  };
}

export const toTerms = (row: Pick<BetRow, keyof TermsColumns>): Terms => ({
  metric: row.metric,
  unit: row.unit,
  baseline: row.baseline,
  target: row.target,
  reviewOn: day(row.review_on),
});

type TermsColumns = ReturnType<typeof termsColumns>;

export const termsColumns = ({ metric, unit, baseline, target, reviewOn }: Terms) => ({
  metric,
  unit,
  baseline,
  target,
  review_on: reviewOn.toString(),
});

function toConfidence(row: BetRow): Confidence {
  switch (row.confidence) {
    case null:
      return {
        kind: "sealed",
        closesAt: instant(row.confidence_closes_at ?? row.placed_at),
        hasVotes: row.terms_frozen === 1,
      };
    case "agreed":
      return { kind: "agreed", median: row.confidence_median ?? 0 };
    case "given":
      return {
        kind: "given",
        median: row.confidence_median ?? 0,
        lowest: row.confidence_lowest ?? 0,
        highest: row.confidence_highest ?? 0,
        answered: row.confidence_answered ?? 0,
      };
    case "too-few":
    case "unreadable":
      return { kind: row.confidence };
    default:
      return { kind: "none" };
  }
}

/** What is kept of a poll. Of a unanimous one, neither the number of votes nor the range. */
export const confidenceColumns = (result: ConfidenceResult) => ({
  confidence: result.kind,
  confidence_median: forecastOf(result) ?? null,
  confidence_lowest: result.kind === "given" ? result.lowest : null,
  confidence_highest: result.kind === "given" ? result.highest : null,
  confidence_answered: result.kind === "given" ? result.answered : null,
});

function toState(row: BetRow): BetState {
  if (row.final_at !== null)
    return { kind: "provisional", outcome: toOutcome(row), round: row.round, finalAt: instant(row.final_at) };
  if (row.settled_at !== null)
    return { kind: "final", outcome: toOutcome(row), round: row.round, settledAt: instant(row.settled_at) };
  return { kind: "open" };
}

function toOutcome(row: BetRow): Outcome {
  const reason = optional("reason", row.reason, identity);
  if (row.final_value === null || row.final_taken_on === null)
    return { verdict: { kind: row.verdict as DeclaredVerdict["kind"] }, ...reason };
  return {
    verdict: verdict(row, row.final_value),
    reading: {
      value: row.final_value,
      takenOn: day(row.final_taken_on),
      evidence: row.final_evidence as Evidence,
      ...optional("significant", row.final_significant, Boolean),
      ...optional("note", row.final_note, identity),
    },
    ...reason,
  };
}

const NO_OUTCOME = {
  verdict: null,
  final_value: null,
  final_taken_on: null,
  final_evidence: null,
  final_significant: null,
  final_note: null,
  reason: null,
  final_at: null,
  settled_at: null,
};

/** The row of a bet that is being added, with no rounds so far. */
export const toRow = (bet: Bet): BetRow => {
  const { confidence } = bet;
  const sealed = confidence?.kind === "sealed" ? confidence : undefined;
  return {
    id: bet.id,
    workspace: bet.workspace,
    team: bet.team,
    number: bet.number,
    title: bet.title,
    belief: bet.belief,
    ...termsColumns(bet.terms),
    guardrail: bet.guardrail ?? null,
    key_result: bet.keyResult ?? null,
    cites: bet.cites ?? null,
    source: bet.source ?? null,
    chosen: bet.mandate.chosen,
    dependency: bet.mandate.dependency ?? null,
    placed_at: instantText(bet.placedAt),
    ...reviewColumns(bet.review),
    ...shippingColumns(bet),
    round: 0,
    state: bet.state.kind,
    ...stateColumns(bet.state),
    terms_frozen: Number(sealed?.hasVotes ?? false),
    confidence_closes_at: sealed ? instantText(sealed.closesAt) : null,
    ...NO_CONFIDENCE,
    ...(confidence && confidence.kind !== "sealed" && confidenceColumns(confidence)),
  };
};

const NO_CONFIDENCE = {
  confidence: null,
  confidence_median: null,
  confidence_lowest: null,
  confidence_highest: null,
  confidence_answered: null,
};

export const reviewColumns = ({ prompts, nextPromptAt, halfwayAt }: Bet["review"]) => ({
  prompts,
  next_prompt_at: nextPromptAt ? instantText(nextPromptAt) : null,
  halfway_at: halfwayAt ? instantText(halfwayAt) : null,
});

export const shippingColumns = ({ shippedOn, reviewAfterShipping }: Bet) => ({
  shipped_on: shippedOn?.toString() ?? null,
  review_after_shipping: reviewAfterShipping ?? null,
});

export function stateColumns(state: BetState) {
  if (state.kind === "open") return NO_OUTCOME;
  const { outcome, round } = state;
  return {
    round,
    verdict: outcome.verdict.kind,
    final_value: isComputed(outcome.verdict) && outcome.reading ? outcome.reading.value : null,
    final_taken_on: outcome.reading?.takenOn.toString() ?? null,
    final_evidence: outcome.reading?.evidence ?? null,
    final_significant: flag(outcome.reading?.significant),
    final_note: outcome.reading?.note ?? null,
    reason: outcome.reason ?? null,
    final_at: state.kind === "provisional" ? instantText(state.finalAt) : null,
    settled_at: state.kind === "final" ? instantText(state.settledAt) : null,
  };
}
