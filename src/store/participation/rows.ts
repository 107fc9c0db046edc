/** A quarter's participation, as far as it says nothing about any one person. */
export type ParticipationQuarterRow = {
  workspace: string;
  team: string;
  quarter: string;
  /** When the counts per person are destroyed; null once they are. */
  ends_at: string | null;
  placed: number;
  measured: number;
  settled: number;
  learned: number;
  /** When the spread was last computed. */
  looked_at: string | null;
  took_part: number | null;
  could_have: number | null;
  entries: number | null;
  greatest: number | null;
};
