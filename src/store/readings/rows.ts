export type ReadingRow = {
  workspace: string;
  id: string;
  bet: string;
  value: number;
  taken_on: string;
  evidence: string;
  significant: number | null;
  note: string | null;
  added_at: string;
};
