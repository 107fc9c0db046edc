export type PreMortemReasonRow = {
  workspace: string;
  retro: string;
  place: number;
  text: string;
  votes: number;
};

export type PreMortemPoolRow = { workspace: string; team: string; quarter: string; ends_at: string };
