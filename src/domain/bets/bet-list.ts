import { type Bet, reviewDay } from "./bet.ts";

/** What a team asks of its bets: those without a final verdict, those that wait for the team now, those with one, all. */
export const BET_LISTS = ["open", "due", "settled", "all"] as const;
export type BetList = (typeof BET_LISTS)[number];

/** Waits for the team: the review date has come (the team's calendar), or a verdict is provisional. */
export const isDue = (bet: Bet, today: Temporal.PlainDate): boolean =>
  bet.state.kind === "provisional" ||
  (bet.state.kind === "open" && Temporal.PlainDate.compare(reviewDay(bet), today) <= 0);

/** What is open or due comes by its review date, what is settled by its verdict, the newest first; all by number, the newest first. */
export function listBetsBy(which: BetList, bets: readonly Bet[], today: Temporal.PlainDate): Bet[] {
  const newestFirst = bets.toSorted((a, b) => b.number - a.number);
  switch (which) {
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
  Temporal.PlainDate.compare(reviewDay(a), reviewDay(b)) || a.number - b.number;

const settledAt = ({ state, placedAt }: Bet): Temporal.Instant =>
  state.kind === "final" ? state.settledAt : placedAt;
