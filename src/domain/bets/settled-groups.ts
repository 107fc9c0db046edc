import type { FinalBet } from "#domain/bets/bet.ts";
import type { Mandate } from "#domain/bets/mandate.ts";
import { forecastOf } from "#domain/confidence/confidence.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";

/** How many settled bets share a verdict, a mandate and a forecast (in percent, where one may show). */
export type SettledGroup = {
  readonly verdict: Verdict["kind"];
  readonly mandate: Mandate;
  readonly forecast?: number;
  readonly bets: number;
};

/** Settled bets as groups: all that track record and forecast accuracy need, however long the history. */
export const groupSettled = (settled: readonly FinalBet[]): SettledGroup[] =>
  added(
    settled.map(({ mandate, confidence, state }) => {
      const forecast = forecastOf(confidence);
      return {
        verdict: state.outcome.verdict.kind,
        mandate,
        ...(forecast !== undefined && { forecast }),
        bets: 1,
      };
    }),
  );

/** The groups as they were before some of their bets were settled. */
export const withoutSettled = (
  groups: readonly SettledGroup[],
  settled: readonly FinalBet[],
): SettledGroup[] =>
  added([...groups, ...groupSettled(settled).map((group) => ({ ...group, bets: -group.bets }))]);

const added = (groups: readonly SettledGroup[]): SettledGroup[] => {
  const sums = new Map<string, SettledGroup>();
  for (const group of groups) {
    const { verdict, mandate, forecast } = group;
    const key = `${verdict}/${mandate.chosen}/${mandate.dependency ?? ""}/${forecast ?? ""}`;
    sums.set(key, { ...group, bets: (sums.get(key)?.bets ?? 0) + group.bets });
  }
  return [...sums.values()].filter(({ bets }) => bets !== 0);
};
