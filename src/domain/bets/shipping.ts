import { err, ok, type Result } from "#domain/result.ts";
import { median } from "#domain/statistics/median.ts";
import { type Bet, currentReviewDate, halfway, moveReview } from "./bet.ts";

/** After how many days a review can be that counts from shipping. */
export const REVIEW_AFTER_SHIPPING = [14, 28, 42, 56, 84] as const;

export type ShipRefusal =
  | { readonly kind: "already-settled"; readonly number: number }
  | { readonly kind: "shipped-in-the-future" }
  | { readonly kind: "already-shipped"; readonly number: number; readonly on: Temporal.PlainDate };

/**
 * Marks an open bet as shipped on a day, or corrects the day; without a day, as shipped today unless it is marked already.
 * A review that counts from shipping moves along.
 */
export function ship(
  bet: Bet,
  day: Temporal.PlainDate | undefined,
  { today, timeZone }: { readonly today: Temporal.PlainDate; readonly timeZone: string },
): Result<Bet, ShipRefusal> {
  if (bet.state.kind !== "open") return err({ kind: "already-settled", number: bet.number });
  const on = day ?? bet.shippedOn ?? today;
  if (Temporal.PlainDate.compare(on, today) > 0) return err({ kind: "shipped-in-the-future" });
  if (bet.shippedOn?.equals(on)) return err({ kind: "already-shipped", number: bet.number, on });
  return ok(withShipping(bet, on, timeZone));
}

/** The same bet, shipped on another day, or not shipped. Its terms stay as they are. */
export function withShipping(bet: Bet, on: Temporal.PlainDate | undefined, timeZone: string): Bet {
  const { shippedOn: _, ...unshipped } = bet;
  const changed: Bet = on ? { ...unshipped, shippedOn: on } : unshipped;
  const reviewOn = currentReviewDate(changed);
  if (!reviewOn.equals(currentReviewDate(bet))) return moveReview(changed, reviewOn, timeZone);
  const { halfwayAt: _before, ...review } = bet.review;
  const isAsked = review.prompts > 0;
  return { ...changed, review: { ...review, ...(!isAsked && halfway(changed, reviewOn, timeZone)) } };
}

/** How long bets took from being placed to reaching users. */
export type LeadTime = { readonly bets: number; readonly medianDays: number };

/** Undefined if none of the bets has shipped. */
export function leadTime(bets: readonly Bet[], timeZone: string): LeadTime | undefined {
  const days = bets.flatMap(({ placedAt, shippedOn }) => {
    if (!shippedOn) return [];
    const placedOn = placedAt.toZonedDateTimeISO(timeZone).toPlainDate();
    // A bet on what is out already took no time.
    return [Math.max(0, placedOn.until(shippedOn, { largestUnit: "days" }).days)];
  });
  if (days.length === 0) return undefined;
  return { bets: days.length, medianDays: Math.ceil(median(days.toSorted((a, b) => a - b))) };
}
