export type ObjectiveRow = {
  workspace: string;
  id: string;
  team: string;
  title: string;
  from_day: string;
  until_day: string;
  state: string;
  added_at: string;
};

export type KeyResultRow = {
  workspace: string;
  id: string;
  objective: string;
  metric: string;
  unit: string;
  baseline: number;
  target: number;
  current: number;
  source: string | null;
  added_at: string;
};
