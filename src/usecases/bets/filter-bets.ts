import { type Bet, currentReviewDate } from "#domain/bets/bet.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import type { Team } from "#domain/teams/team.ts";
import type { BetFilters } from "#store/bets/bet-history.ts";
import type { Deps } from "#usecases/deps.ts";

/** Which bets to list. The review is the one in force; both of its dates are left out themselves. */
export type BetSearch = Omit<BetFilters, "ids"> & {
  readonly reviewBefore?: Temporal.PlainDate;
  readonly reviewAfter?: Temporal.PlainDate;
  /** Words that all have to be in the bet, as in a search in Slack. */
  readonly text?: string;
};

/** Some bets, and the number below which the next ones are. Without it there are no more. */
export type FilteredBets = { readonly bets: readonly Bet[]; readonly below?: number };

/** The most hits that a search for words takes into account. */
const MAX_HITS = 1_000;

/** How many bets one request may look at: a page of rare ones is short, rather than slow. */
const MAX_LOOKED_AT = 1_000;

/** A team's bets that pass the filters, the highest number first. A page may be short although there are more. */
export async function filterBets(
  { store }: Deps,
  { workspace, id }: Team,
  { text, reviewBefore, reviewAfter, ...filters }: BetSearch,
  limit: number,
): Promise<FilteredBets> {
  const ids = text === undefined ? undefined : await withWords(store, { workspace, team: id, text });
  const isWithin = (bet: Bet) => {
    const on = currentReviewDate(bet);
    return (
      (!reviewBefore || Temporal.PlainDate.compare(on, reviewBefore) < 0) &&
      (!reviewAfter || Temporal.PlainDate.compare(on, reviewAfter) > 0)
    );
  };
  const hasDates = reviewBefore !== undefined || reviewAfter !== undefined;
  // One more than asked for tells whether there are more.
  const size = hasDates ? MAX_LOOKED_AT : limit + 1;
  const found = await store.bets.matching(workspace, id, { ...filters, ...(ids && { ids }) }, size);
  const within = found.filter(isWithin);
  const bets = within.slice(0, limit);
  const last = within.length > limit ? bets.at(-1) : found.length === size ? found.at(-1) : undefined;
  return { bets, ...(last && { below: last.number }) };
}

async function withWords(
  store: Deps["store"],
  { workspace, team, text }: { workspace: string; team: string; text: string },
): Promise<string[]> {
  const hits = await store.search.find(workspace, matchingAllWords(text), { teams: [team], limit: MAX_HITS });
  return hits.filter(({ kind }) => kind === "bet").map(({ bet }) => bet);
}
