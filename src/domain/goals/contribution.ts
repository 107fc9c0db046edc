import { currentTerms } from "#domain/amendments/amendment.ts";
import type { Bet, BetState, Outcome } from "#domain/bets/bet.ts";
import { fold } from "#domain/text/case-folding.ts";
import type { KeyResult } from "./goal.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { type ComputedVerdict, isComputed, realisedValue, rounded } from "#domain/verdicts/verdict.ts";

type KeyResultValues = Pick<KeyResult, "id" | "metric" | "unit" | "baseline" | "current">;

type Measured = Outcome & { readonly verdict: ComputedVerdict; readonly reading: Reading };
type SettledBet = Bet & { readonly state: Extract<BetState, { kind: "final" }> };
export type MeasuredBet = Bet & { readonly state: SettledBet["state"] & { readonly outcome: Measured } };

/** The bets behind a key result, each list by number. */
export type Contribution = {
  /** Settled by a reading, so they have a realised value. */
  readonly measured: readonly MeasuredBet[];
  /** Settled by a declared verdict, so they have nothing to add up. */
  readonly unmeasured: readonly SettledBet[];
  /** Open, or with a provisional verdict. */
  readonly unsettled: readonly Bet[];
  /** What the measured bets add up to, in the key result's unit. Absent if none has the same metric and unit. */
  readonly explained?: Explained;
  /** What the bets to come add if they hit (target minus baseline), in the key result's unit. Absent as above. */
  readonly expected?: number;
  /** How many bets have another metric or unit, and so are not added up. */
  readonly notComparable: number;
};

/** `moved`: the key result's current value minus its baseline. `share`: how much of that the bets realised, if any. */
export type Explained = { readonly realised: number; readonly moved: number; readonly share?: number };

export function contribution(keyResult: KeyResultValues, bets: readonly Bet[]): Contribution {
  const behind = bets.filter((bet) => bet.keyResult === keyResult.id).toSorted((a, b) => a.number - b.number);
  const settled = behind.filter((bet): bet is SettledBet => bet.state.kind === "final");
  const measured = settled.filter(isMeasured);
  const toCome = behind.filter(({ state }) => state.kind !== "final");
  const fits = (bet: Bet) => isSameMetric(keyResult, bet);
  const comparable = measured.filter(fits);
  const comparableToCome = toCome.filter(fits);
  const realised = sum(
    comparable.map(({ terms, state }) => realisedValue(terms, state.outcome.reading.value)),
  );
  const expected = sum(comparableToCome.map(currentTerms).map((terms) => realisedValue(terms, terms.target)));
  return {
    measured,
    unmeasured: settled.filter((bet) => !isMeasured(bet)),
    unsettled: toCome,
    ...(realised !== undefined && { explained: explain(keyResult, realised) }),
    ...(expected !== undefined && { expected }),
    notComparable: measured.length + toCome.length - comparable.length - comparableToCome.length,
  };
}

/** The numbers of all the bets, in order. */
export const betsBehind = ({ measured, unmeasured, unsettled }: Contribution): number[] =>
  [...measured, ...unmeasured, ...unsettled].map(({ number }) => number).sort((a, b) => a - b);

const isMeasured = (bet: SettledBet): bet is MeasuredBet =>
  isComputed(bet.state.outcome.verdict) && bet.state.outcome.reading !== undefined;

const isSameMetric = (keyResult: KeyResultValues, bet: Bet): boolean => {
  const { metric, unit } = currentTerms(bet);
  return isSame(metric, keyResult.metric) && isSame(unit, keyResult.unit);
};
const isSame = (a: string, b: string): boolean => fold(a.trim()) === fold(b.trim());

function explain(keyResult: KeyResultValues, realised: number): Explained {
  const moved = realisedValue(keyResult, keyResult.current);
  const share = realised / moved;
  return { realised, moved, ...(Number.isFinite(share) && { share: share + 0 }) };
}

/** Undefined for no values, and if the total overflows. */
function sum(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const total = values.reduce((subtotal, value) => subtotal + value, 0);
  return Number.isFinite(total) ? rounded(total) : undefined;
}
