export type PollRow = {
  workspace: string;
  id: string;
  sealed_key: string;
  /** The threshold when the poll was opened; 0 if none was recorded. */
  shows_from: number;
};

export type BallotRow = { workspace: string; poll: string; voter: string; answer: string };
