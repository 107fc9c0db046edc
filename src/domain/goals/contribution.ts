import { currentTerms } from "#domain/amendments/amendment.ts";
import type { Bet, BetState, Outcome } from "#domain/bets/bet.ts";
import { fold } from "#domain/text/case-folding.ts";
import type { KeyResult } from "./goal.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { type ComputedVerdict, isComputed, realisedValue, rounded } from "#domain/verdicts/verdict.ts";

type Of = Pick<KeyResult, "id" | "metric" | "unit" | "baseline" | "current">;

type Measured = Outcome & { readonly verdict: ComputedVerdict; readonly reading: Reading };
type SettledBet = Bet & { readonly state: Extract<BetState, { kind: "final" }> };
export type MeasuredBet = Bet & { readonly state: SettledBet["state"] & { readonly outcome: Measured } };

/** The bets behind a key result, each in the order of its number. */
export type Contribution = {
  /** Settled by a reading: they have a realised value. */
  readonly measured: readonly MeasuredBet[];
  /** Settled by what was said: nothing can be added up of them. */
  readonly unmeasured: readonly SettledBet[];
  /** Open, or with a verdict that is not final. */
  readonly toCome: readonly Bet[];
  /** What the measured bets add up to, in the key result's unit. Absent where none of them has its metric and unit. */
  readonly explained?: Explained;
  /** What those to come would bring if they hit, in the key result's unit: target minus baseline. Absent as above. */
  readonly expected?: number;
  /** Bets in another metric or unit: they are counted, and not added up. */
  readonly otherwise: number;
};

/** `moved` is where the key result stands minus its baseline; `share` is what the bets realised of it, where it has moved. */
export type Explained = { readonly realised: number; readonly moved: number; readonly share?: number };

export function contribution(keyResult: Of, bets: readonly Bet[]): Contribution {
  const behind = bets.filter((bet) => bet.keyResult === keyResult.id).toSorted((a, b) => a.number - b.number);
  const settled = behind.filter((bet): bet is SettledBet => bet.state.kind === "final");
  const measured = settled.filter(isMeasured);
  const toCome = behind.filter(({ state }) => state.kind !== "final");
  const fits = (bet: Bet) => isSameMetric(keyResult, bet);
  const added = measured.filter(fits);
  const awaited = toCome.filter(fits);
  const realised = sum(added.map(({ terms, state }) => realisedValue(terms, state.outcome.reading.value)));
  const expected = sum(awaited.map(currentTerms).map((terms) => realisedValue(terms, terms.target)));
  return {
    measured,
    unmeasured: settled.filter((bet) => !isMeasured(bet)),
    toCome,
    ...(realised !== undefined && { explained: explain(keyResult, realised) }),
    ...(expected !== undefined && { expected }),
    otherwise: measured.length + toCome.length - added.length - awaited.length,
  };
}

/** All of the bets' numbers, in order. */
export const betsBehind = ({ measured, unmeasured, toCome }: Contribution): number[] =>
  [...measured, ...unmeasured, ...toCome].map(({ number }) => number).sort((a, b) => a - b);

const isMeasured = (bet: SettledBet): bet is MeasuredBet =>
  isComputed(bet.state.outcome.verdict) && bet.state.outcome.reading !== undefined;

const isSameMetric = (keyResult: Of, bet: Bet): boolean => {
  const { metric, unit } = currentTerms(bet);
  return isSame(metric, keyResult.metric) && isSame(unit, keyResult.unit);
};
const isSame = (a: string, b: string): boolean => fold(a.trim()) === fold(b.trim());

function explain(keyResult: Of, realised: number): Explained {
  const moved = realisedValue(keyResult, keyResult.current);
  const share = realised / moved;
  return { realised, moved, ...(Number.isFinite(share) && { share: share + 0 }) };
}

/** Nothing of no bets, and of values too large to be added up. */
function sum(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const total = values.reduce((before, value) => before + value, 0);
  return Number.isFinite(total) ? rounded(total) : undefined;
}
