import { type Bet, place } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";

const DAYS_UNTIL_REVIEW = 42;

/** The example's bet. It is made anew for each page and stored nowhere, so no statistic can ever count it. */
export function exampleBet({ workspace, id: team, timeZone }: Team, now: Temporal.Instant): Bet {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const placed = place(
    {
      title: "Example: Checklist on first login",
      belief: "We believe new users finish set-up when they see what is left.",
      terms: {
        metric: "activation",
        unit: "%",
        baseline: 32,
        target: 40,
        reviewOn: today.add({ days: DAYS_UNTIL_REVIEW }),
      },
      mandate: { chosen: "we-chose" },
    },
    { id: "example", workspace, team, number: 0, timeZone, now },
  );
  if (!placed.ok) throw new Error(`The example is no bet: ${placed.error.kind}`);
  return placed.value;
}
