import type { Generated } from "kysely";

/** Every table with its row type. Rows never leave the store. */
export type Tables = {
  search_texts: SearchTextRow;
  teams: TeamRow;
  objectives: ObjectiveRow;
  key_results: KeyResultRow;
  bets: BetRow;
  readings: ReadingRow;
  disputes: DisputeRow;
  amendments: AmendmentRow;
  polls: PollRow;
  ballots: BallotRow;
  retros: RetroRow;
  retro_themes: RetroThemeRow;
  pre_mortem_reasons: PreMortemReasonRow;
  pre_mortem_pools: PreMortemPoolRow;
  learnings: LearningRow;
  next_steps: NextStepRow;
  deliveries: DeliveryRow;
  requests: RequestRow;
  digests: DigestRow;
  nudges: NudgeRow;
  silenced_nudges: SilencedNudgeRow;
  waits: ChannelRetryRow;
  marks: RunStateRow;
  pulses: PulseRow;
  pulse_ratings: PulseRatingRow;
  hand_quarters: ParticipationQuarterRow;
};

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
  added_at: string;
};

export type BetRow = {
  workspace: string;
  id: string;
  team: string;
  number: number;
  title: string;
  belief: string;
  metric: string;
  unit: string;
  baseline: number;
  target: number;
  review_on: string;
  guardrail: string | null;
  key_result: string | null;
  cites: string | null;
  chosen: string;
  dependency: string | null;
  placed_at: string;
  prompts: number;
  next_prompt_at: string | null;
  halfway_at: string | null;
  shipped_on: string | null;
  review_after_shipping: number | null;
  state: string;
  round: number;
  verdict: string | null;
  final_value: number | null;
  final_taken_on: string | null;
  final_evidence: string | null;
  final_significant: number | null;
  final_note: string | null;
  reason: string | null;
  final_at: string | null;
  settled_at: string | null;
  terms_frozen: number;
  confidence_closes_at: string | null;
  confidence: string | null;
  confidence_median: number | null;
  confidence_lowest: number | null;
  confidence_highest: number | null;
  confidence_answered: number | null;
};

export type AmendmentRow = {
  workspace: string;
  bet: string;
  version: number;
  metric: string;
  unit: string;
  baseline: number;
  target: number;
  review_on: string;
  reason: string;
  added_at: string;
};

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

type DisputeRow = { workspace: string; bet: string; round: number; reason: string; added_at: string };

type PollRow = {
  workspace: string;
  id: string;
  sealed_key: string;
  /** The threshold when the poll was opened; 0 if none was recorded. */
  shows_from: number;
};

type BallotRow = { workspace: string; poll: string; voter: string; answer: string };

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

type PreMortemReasonRow = {
  workspace: string;
  retro: string;
  place: number;
  text: string;
  votes: number;
};

type PreMortemPoolRow = { workspace: string; team: string; quarter: string; ends_at: string };

export type LearningRow = {
  workspace: string;
  id: string;
  team: string;
  bet: string;
  text: string;
  votes: number;
  added_at: string;
};

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

/** A handled request from Slack: the hash of its id, and the day. */
type RequestRow = { workspace: string; hash: string; taken_on: string };

export type PulseRow = {
  workspace: string;
  id: string;
  team: string;
  opened_at: string;
  /** The threshold when the pulse was opened. */
  shows_from: number;
  occasion: string | null;
  closes_at: string | null;
  closed_at: string | null;
  result: string | null;
  answered: number | null;
  could_answer: number | null;
};

/** A quarter's participation, as far as it says nothing about any one person. */
export type ParticipationQuarterRow = {
  workspace: string;
  team: string;
  quarter: string;
  /** When the counts per person are destroyed; null once they are. */
  ends_at: string | null;
  placed: number;
  measured: number;
  settled: number;
  learned: number;
  /** When the spread was last computed. */
  looked_at: string | null;
  took_part: number | null;
  could_have: number | null;
  entries: number | null;
  greatest: number | null;
};

export type PulseRatingRow = {
  workspace: string;
  pulse: string;
  question: string;
  rating: number;
  votes: number;
  basis: string;
};

/** What a digest or a posted week tells. The key is its delivery's, which a quiet week doesn't have. */
export type DigestRow = {
  workspace: string;
  key: string;
  team: string;
  moment: string;
  quiet: number;
  /** A `DigestContent` as JSON. */
  content: string;
};

export type NudgeRow = {
  workspace: string;
  team: string;
  /** The time of the digest that includes it. */
  told_at: string;
  kind: string;
  numbers: string;
};

type SilencedNudgeRow = { workspace: string; team: string; kind: string; until_day: string };

export type DeliveryRow = {
  workspace: string;
  key: string;
  team: string;
  kind: string;
  subject: string;
  thread_of: string | null;
  /** 1 for a reply that Slack also shows in the channel. */
  broadcast: number;
  position: number;
  due_at: string;
  state: string;
  lease_until: string | null;
  channel: string | null;
  ts: string | null;
  /** How many times the subject has changed since the message was last updated. */
  stale: number;
  reason: string | null;
  claimed_at: string | null;
  /** Leave it alone until then. */
  next_at: string | null;
  /** Until then, Slack may still carry out an update that it hasn't answered. */
  unsettled_until: string | null;
  /** Failed attempts since the last successful one. */
  attempts: number;
};

type ChannelRetryRow = {
  workspace: string;
  subject: string;
  team: string;
  attempts: number;
  next_at: string;
};

/** About the process, not a workspace. */
type RunStateRow = { name: string; value: string };

/** What the full-text index is built from; its words come from `indexedWords` in src/domain/search/search-query.ts. */
type SearchTextRow = {
  position: Generated<number>;
  workspace: string;
  kind: "bet" | "learning";
  subject: string;
  team: string;
  /** The bet itself, or the one the learning came from. */
  bet: string;
  head: string;
  rest: string;
};
