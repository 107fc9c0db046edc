export type SourceUseRow = {
  workspace: string;
  kind: string;
  subject: string;
  team: string;
  source: string;
  next_fetch_at: string;
  proposal: string | null;
  value: number | null;
  day: string | null;
  evidence: string | null;
  significant: number | null;
  interval_from: number | null;
  interval_to: number | null;
  failure: string | null;
  failing_since: string | null;
  failed_on: string | null;
  failed_days: number | null;
};
