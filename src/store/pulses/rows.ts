export type PulseRow = {
  workspace: string;
  id: string;
  team: string;
  opened_at: string;
  /** The threshold when the pulse was opened. */
  shows_from: number;
  occasion: string | null;
  closes_at: string | null;
  closed_at: string | null;
  result: string | null;
  answered: number | null;
  could_answer: number | null;
};

export type PulseRatingRow = {
  workspace: string;
  pulse: string;
  question: string;
  rating: number;
  votes: number;
  basis: string;
};
