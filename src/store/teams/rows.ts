export type TeamRow = {
  workspace: string;
  id: string;
  channel: string;
  name: string;
  time_zone: string;
  digest_day: number;
  digest_time: string;
  anonymity_threshold: number;
  next_bet_number: number;
  next_digest_at: string;
  created_at: string;
  asks_pulse: number;
  default_chosen: string;
  next_pulse_from: string | null;
  posts_quiet_weeks: number;
};
