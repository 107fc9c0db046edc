export type NudgeRow = {
  workspace: string;
  team: string;
  /** The time of the digest that includes it. */
  told_at: string;
  kind: string;
  numbers: string;
};

export type SilencedNudgeRow = { workspace: string; team: string; kind: string; until_day: string };
