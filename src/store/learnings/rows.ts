export type LearningRow = {
  workspace: string;
  id: string;
  team: string;
  bet: string;
  text: string;
  votes: number;
  added_at: string;
  kept_at: string | null;
};
