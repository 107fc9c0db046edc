import type { BetRow, AmendmentRow } from "#store/bets/rows.ts";
import type { ChannelRetryRow } from "#store/channels/rows.ts";
import type { DeliveryRow } from "#store/deliveries/rows.ts";
import type { DigestRow } from "#store/digests/rows.ts";
import type { ObjectiveRow, KeyResultRow } from "#store/goals/rows.ts";
import type { LearningRow } from "#store/learnings/rows.ts";
import type { NextStepRow } from "#store/next-steps/rows.ts";
import type { NudgeRow, SilencedNudgeRow } from "#store/nudges/rows.ts";
import type { ParticipationQuarterRow } from "#store/participation/rows.ts";
import type { PollRow, BallotRow } from "#store/polls/rows.ts";
import type { PreMortemReasonRow, PreMortemPoolRow } from "#store/pre-mortems/rows.ts";
import type { PulseRow, PulseRatingRow } from "#store/pulses/rows.ts";
import type { ReadingRow } from "#store/readings/rows.ts";
import type { IdempotencyKeyRow, RequestRow } from "#store/requests/rows.ts";
import type { RetroRow, RetroThemeRow } from "#store/retros/rows.ts";
import type { SearchTextRow } from "#store/search/rows.ts";
import type { SourceUseRow } from "#store/sources/rows.ts";
import type { TeamRow } from "#store/teams/rows.ts";
import type { TokenRow } from "#store/tokens/rows.ts";
import type { DisputeRow } from "#store/verdicts/rows.ts";

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
  source_uses: SourceUseRow;
  deliveries: DeliveryRow;
  requests: RequestRow;
  idempotency_keys: IdempotencyKeyRow;
  digests: DigestRow;
  nudges: NudgeRow;
  silenced_nudges: SilencedNudgeRow;
  waits: ChannelRetryRow;
  marks: RunStateRow;
  pulses: PulseRow;
  pulse_ratings: PulseRatingRow;
  hand_quarters: ParticipationQuarterRow;
  tokens: TokenRow;
};

/** About the process, not a workspace. */
type RunStateRow = { name: string; value: string };
