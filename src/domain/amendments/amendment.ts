import { type Bet, currentReviewDate, moveReview } from "#domain/bets/bet.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { checkTerms, type Terms, type TermsRefusal } from "#domain/bets/terms.ts";
import { type ComputedVerdict, isComputed, verdict } from "#domain/verdicts/verdict.ts";

/** A public change to frozen terms, with a reason. The verdict is then given under both versions of the terms. */
export type Amendment = { readonly terms: Terms; readonly reason: string };

export type AmendRefusal =
  | TermsRefusal
  | { readonly kind: "already-settled"; readonly number: number }
  | { readonly kind: "terms-unchanged" }
  | { readonly kind: "reason-missing" }
  /** The unit is fixed: one final reading has to fit every version of the terms, and the readings taken so far. */
  | { readonly kind: "unit-fixed"; readonly unit: string };

type AmendResult = { readonly bet: Bet; readonly amendment?: Amendment };

/** Terms freeze at the first confidence vote, or when the poll closes without one. */
export const areTermsFrozen = ({ confidence }: Bet): boolean =>
  confidence !== undefined && (confidence.kind !== "sealed" || confidence.hasVotes);

/** The terms in force: as last amended, or as placed, with the review date in force. */
export const currentTerms = (bet: Parameters<typeof currentReviewDate>[0]): Terms => ({
  ...(bet.amended ?? bet.terms),
  reviewOn: currentReviewDate(bet),
});

/** Changes an open bet's terms: in place until they freeze, as an amendment afterwards. */
export function amend(
  bet: Bet,
  change: { terms: Terms; reason: string | undefined },
  facts: { hasReadings: boolean; timeZone: string; now: Temporal.Instant },
): Result<AmendResult, AmendRefusal> {
  const { terms, reason } = change;
  const current = currentTerms(bet);
  const frozen = areTermsFrozen(bet);
  if (bet.state.kind !== "open") return err({ kind: "already-settled", number: bet.number });
  if (isSame(terms, current)) return err({ kind: "terms-unchanged" });
  if (terms.unit !== current.unit && (frozen || facts.hasReadings))
    return err({ kind: "unit-fixed", unit: current.unit });
  const reviewMoved = !terms.reviewOn.equals(current.reviewOn);
  const today = facts.now.toZonedDateTimeISO(facts.timeZone).toPlainDate();
  // An unchanged review date may have passed; a new one must be in the future.
  const checked = checkTerms(terms, reviewMoved ? today : terms.reviewOn.subtract({ days: 1 }));
  if (!checked.ok) return checked;
  if (frozen && reason === undefined) return err({ kind: "reason-missing" });

  const amendedBet: Bet = frozen && reason !== undefined ? { ...bet, amended: terms } : { ...bet, terms };
  // Once a bet has shipped, a review on another day no longer counts from shipping.
  const changed = reviewMoved && bet.shippedOn ? withFixedReview(amendedBet) : amendedBet;
  return ok({
    bet: reviewMoved ? moveReview(changed, terms.reviewOn, facts.timeZone) : changed,
    ...(frozen && reason !== undefined && { amendment: { terms, reason } }),
  });
}

const withFixedReview = ({ reviewAfterShipping: _after, ...bet }: Bet): Bet => bet;

const isSame = (a: Terms, b: Terms): boolean =>
  a.metric === b.metric &&
  a.unit === b.unit &&
  a.baseline === b.baseline &&
  a.target === b.target &&
  a.reviewOn.equals(b.reviewOn);

/** A computed verdict's counterpart under the amended terms. The hit rate counts the one under the terms voted on. */
export function amendedVerdict({ amended, state }: Bet): ComputedVerdict | undefined {
  if (!amended || state.kind === "open") return undefined;
  const { outcome } = state;
  if (!isComputed(outcome.verdict) || !outcome.reading) return undefined;
  return verdict(amended, outcome.reading.value);
}
