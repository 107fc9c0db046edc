import { type Bet, moveReview } from "#domain/bets/bet.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { checkTerms, type Terms, type TermsRefusal } from "#domain/bets/terms.ts";
import { type ComputedVerdict, isComputed, verdict } from "#domain/verdicts/verdict.ts";

/** A change of terms that have frozen: public, with a reason. The verdict is given by both versions. */
export type Amendment = { readonly terms: Terms; readonly reason: string };

export type AmendRefusal =
  | TermsRefusal
  | { readonly kind: "already-settled"; readonly number: number }
  | { readonly kind: "terms-unchanged" }
  | { readonly kind: "reason-missing" }
  /** One reading has to fit every version of the terms, and the readings there are. */
  | { readonly kind: "unit-fixed"; readonly unit: string };

type Amended = { readonly bet: Bet; readonly amendment?: Amendment };

/** Terms freeze with the first confidence vote, and when the poll is over. */
export const areTermsFrozen = ({ confidence }: Bet): boolean =>
  confidence !== undefined && (confidence.kind !== "sealed" || confidence.begun);

/** The terms as they stand: as amended last, or as placed. */
export const currentTerms = ({ terms, amended }: Pick<Bet, "terms" | "amended">): Terms => amended ?? terms;

/** Changes an open bet's terms: in place while nobody has voted, as an amendment afterwards. */
export function amend(
  bet: Bet,
  change: { terms: Terms; reason: string | undefined },
  facts: { hasReadings: boolean; timeZone: string; now: Temporal.Instant },
): Result<Amended, AmendRefusal> {
  const { terms, reason } = change;
  const before = currentTerms(bet);
  const frozen = areTermsFrozen(bet);
  if (bet.state.kind !== "open") return err({ kind: "already-settled", number: bet.number });
  if (isSame(terms, before)) return err({ kind: "terms-unchanged" });
  if (terms.unit !== before.unit && (frozen || facts.hasReadings))
    return err({ kind: "unit-fixed", unit: before.unit });
  const moved = !terms.reviewOn.equals(before.reviewOn);
  const today = facts.now.toZonedDateTimeISO(facts.timeZone).toPlainDate();
  // A review date that has come may stay; one that is chosen anew lies ahead.
  const checked = checkTerms(terms, moved ? today : terms.reviewOn.subtract({ days: 1 }));
  if (!checked.ok) return checked;
  if (frozen && reason === undefined) return err({ kind: "reason-missing" });

  const changed: Bet = frozen && reason !== undefined ? { ...bet, amended: terms } : { ...bet, terms };
  return ok({
    bet: moved ? moveReview(changed, terms.reviewOn, facts.timeZone) : changed,
    ...(frozen && reason !== undefined && { amendment: { terms, reason } }),
  });
}

const isSame = (a: Terms, b: Terms): boolean =>
  a.metric === b.metric &&
  a.unit === b.unit &&
  a.baseline === b.baseline &&
  a.target === b.target &&
  a.reviewOn.equals(b.reviewOn);

/** What the terms as amended say of a computed verdict's reading. What counts for the hit rate are the terms that were voted on. */
export function amendedVerdict({ amended, state }: Bet): ComputedVerdict | undefined {
  if (!amended || state.kind === "open") return undefined;
  const { outcome } = state;
  if (!isComputed(outcome.verdict) || !outcome.reading) return undefined;
  return verdict(amended, outcome.reading.value);
}
