export type NextStepRow = {
  workspace: string;
  id: string;
  team: string;
  bet: string;
  text: string;
  due_on: string;
  state: string;
  carried: number;
  added_at: string;
  dropped_at: string | null;
};
