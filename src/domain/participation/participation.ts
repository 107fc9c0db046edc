/**
 * What somebody does for the team's bets. The first four are entries, and can pile up in one pair of hands; a vote is one
 * a person anyway, so that it only says that somebody took part.
 */
export const ENTRIES = ["placed", "measured", "settled", "learned"] as const;
export type Entry = (typeof ENTRIES)[number];
export type ParticipationAct = Entry | "voted";

/** How a quarter's acts spread over people: numbers only, and none from fewer than the threshold. */
export type ParticipationSpread = {
  /** People with any act, of those who may vote now. */
  readonly tookPart: number;
  /** How many may vote now, where that is known. */
  readonly couldHave?: number;
  readonly entries: number;
  /** Entries of the pair of hands with the most. */
  readonly greatest: number;
};

/** From the entries of each pair of hands, in no order; nothing while fewer than the threshold took part. */
export function participationSpread(
  hands: readonly number[],
  { threshold, couldHave }: { readonly threshold: number; readonly couldHave?: number | undefined },
): ParticipationSpread | undefined {
  if (hands.length < threshold) return undefined;
  return {
    tookPart: hands.length,
    ...(couldHave !== undefined && { couldHave: Math.max(couldHave, hands.length) }),
    entries: hands.reduce((sum, entries) => sum + entries, 0),
    greatest: Math.max(...hands, 0),
  };
}

/** How many took part, as it may be said: where nobody or one did not, no number points at them. */
export type Participation =
  | { readonly kind: "all" }
  | { readonly kind: "nearly-all" }
  | { readonly kind: "some"; readonly tookPart: number; readonly couldHave?: number };

export function participation({ tookPart, couldHave }: ParticipationSpread): Participation {
  if (couldHave === undefined) return { kind: "some", tookPart };
  const without = couldHave - tookPart;
  if (without === 0) return { kind: "all" };
  return without === 1 ? { kind: "nearly-all" } : { kind: "some", tookPart, couldHave };
}

/** Of fewer entries nothing can be said: two bets and their readings are five. */
const ENTRIES_FROM = 10;

/** Whether one pair of hands made more than half of the quarter's entries. Whose they are, nobody can tell from it. */
export const isConcentrated = ({ entries, greatest }: ParticipationSpread): boolean =>
  entries >= ENTRIES_FROM && greatest * 2 > entries;
