import { type Bet, currentReviewDate, isReviewDue } from "./bet.ts";

/** The lists of a team's bets: without a final verdict, waiting for the team now, with a final verdict, all. */
export const BET_LISTS = ["open", "due", "settled", "all"] as const;
export type BetList = (typeof BET_LISTS)[number];

/** Whether a bet waits for the team: its review date has come (team's calendar), or its verdict is provisional. */
const isDue = (bet: Bet, today: Temporal.PlainDate): boolean =>
  bet.state.kind === "provisional" || (bet.state.kind === "open" && isReviewDue(bet, today));

/** Sorts open and due bets by review date, settled ones by latest verdict, and all bets by highest number. */
export function listBetsBy(list: BetList, bets: readonly Bet[], today: Temporal.PlainDate): Bet[] {
  const newestFirst = bets.toSorted((a, b) => b.number - a.number);
  switch (list) {
    case "open":
      return newestFirst.filter(({ state }) => state.kind !== "final").toSorted(byReview);
    case "due":
      return newestFirst.filter((bet) => isDue(bet, today)).toSorted(byReview);
    case "settled":
      return newestFirst
        .filter(({ state }) => state.kind === "final")
        .toSorted((a, b) => Temporal.Instant.compare(settledAt(b), settledAt(a)));
    case "all":
      return newestFirst;
  }
}

const byReview = (a: Bet, b: Bet): number =>
  Temporal.PlainDate.compare(currentReviewDate(a), currentReviewDate(b)) || a.number - b.number;

const settledAt = ({ state, placedAt }: Bet): Temporal.Instant =>
  state.kind === "final" ? state.settledAt : placedAt;
