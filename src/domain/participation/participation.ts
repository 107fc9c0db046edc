/**
 * What a person does for the team's bets. The first four are entries, which can pile up with one person. Votes are one
 * per person anyway, so they only show that somebody took part.
 */
export const ENTRIES = ["placed", "measured", "settled", "learned"] as const;
export type Entry = (typeof ENTRIES)[number];
export type ParticipationAct = Entry | "voted";

/** How a quarter's acts spread over people: only numbers, and only from the threshold on. */
export type ParticipationSpread = {
  /** How many of those who may vote now have any act. */
  readonly tookPart: number;
  /** How many may vote now, if known. */
  readonly eligible?: number;
  readonly entries: number;
  /** Entries of the person with the most. */
  readonly mostEntries: number;
};

/** From each person's number of entries, in any order. Undefined if fewer people than the threshold took part. */
export function participationSpread(
  entriesPerPerson: readonly number[],
  { threshold, eligible }: { readonly threshold: number; readonly eligible?: number | undefined },
): ParticipationSpread | undefined {
  if (entriesPerPerson.length < threshold) return undefined;
  return {
    tookPart: entriesPerPerson.length,
    ...(eligible !== undefined && { eligible: Math.max(eligible, entriesPerPerson.length) }),
    entries: entriesPerPerson.reduce((sum, entries) => sum + entries, 0),
    mostEntries: Math.max(...entriesPerPerson, 0),
  };
}

/** How many took part, as it may be shown: if only one person or nobody did not, no number singles them out. */
export type Participation =
  | { readonly kind: "all" }
  | { readonly kind: "nearly-all" }
  | { readonly kind: "some"; readonly tookPart: number; readonly eligible?: number };

export function participation({ tookPart, eligible }: ParticipationSpread): Participation {
  if (eligible === undefined) return { kind: "some", tookPart };
  const absent = eligible - tookPart;
  if (absent === 0) return { kind: "all" };
  return absent === 1 ? { kind: "nearly-all" } : { kind: "some", tookPart, eligible };
}

/** Fewer entries say too little: three bets, each placed, measured and settled, make nine. */
const MIN_ENTRIES = 10;

/** Whether one person made more than half of the quarter's entries, without revealing who. */
export const isConcentrated = ({ entries, mostEntries }: ParticipationSpread): boolean =>
  entries >= MIN_ENTRIES && mostEntries * 2 > entries;
