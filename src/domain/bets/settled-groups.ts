import type { FinalBet } from "#domain/bets/bet.ts";
import type { Mandate } from "#domain/bets/mandate.ts";
import { forecastOf } from "#domain/confidence/confidence.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";

/** How many settled bets share a verdict, a mandate and a forecast (in percent; absent if too few voted). */
export type SettledGroup = {
  readonly verdict: Verdict["kind"];
  readonly mandate: Mandate;
  readonly forecast?: number;
  readonly bets: number;
};

/** Groups settled bets: enough for the track record and forecast accuracy, and few however long the history. */
export const groupSettled = (settled: readonly FinalBet[]): SettledGroup[] =>
  mergeGroups(
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

/** The groups without these bets, as they were before the bets were settled. */
export const withoutSettled = (
  groups: readonly SettledGroup[],
  settled: readonly FinalBet[],
): SettledGroup[] =>
  mergeGroups([...groups, ...groupSettled(settled).map((group) => ({ ...group, bets: -group.bets }))]);

const mergeGroups = (groups: readonly SettledGroup[]): SettledGroup[] => {
  const sums = new Map<string, SettledGroup>();
  for (const group of groups) {
    const { verdict, mandate, forecast } = group;
    const key = `${verdict}/${mandate.chosen}/${mandate.dependency ?? ""}/${forecast ?? ""}`;
    sums.set(key, { ...group, bets: (sums.get(key)?.bets ?? 0) + group.bets });
  }
  return [...sums.values()].filter(({ bets }) => bets !== 0);
};
