export type RetroRow = {
  workspace: string;
  id: string;
  team: string;
  bet: string;
  opened_at: string;
  closes_at: string | null;
  closed_at: string | null;
  decision: string | null;
  decision_again: number | null;
  decision_not_again: number | null;
  pre_mortem: string | null;
  /** 1 once it was reopened. */
  reopened: number;
};

export type RetroThemeRow = { workspace: string; retro: string; theme: string; votes: number };
