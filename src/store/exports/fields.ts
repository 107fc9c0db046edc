import { leaning } from "#domain/confidence/confidence.ts";
import {
  type AmendmentRecord,
  type BetRecord,
  type DisputeRecord,
  type KeyResultRecord,
  type LearningRecord,
  middleOf,
  type NextStepRecord,
  type ObjectiveRecord,
  type PulseRecord,
  type ReadingRecord,
  type RetroRecord,
  type TeamRecord,
} from "#domain/exports/records.ts";
import type { Tables } from "#store/database/tables.ts";

/** A column and the property it is exported as, in the order of the file. A flag is 0 or 1 in the column. */
type Field<Row, Value> = readonly [
  column: keyof Row & string,
  property: keyof Value & string,
  codec?: "flag",
];
type Fields<Row, Value> = readonly Field<Row, Value>[];

export const TEAM: Fields<Tables["teams"], Omit<TeamRecord, "kind">> = [
  ["workspace", "workspace"],
  ["id", "id"],
  ["channel", "channel"],
  ["name", "name"],
  ["time_zone", "timeZone"],
  ["digest_day", "digestDay"],
  ["digest_time", "digestTime"],
  ["anonymity_threshold", "anonymityThreshold"],
  ["asks_pulse", "asksPulse", "flag"],
  ["default_chosen", "defaultChosen"],
  ["posts_quiet_weeks", "postsQuietWeeks", "flag"],
  ["next_bet_number", "nextBetNumber"],
  ["next_digest_at", "nextDigestAt"],
  ["next_pulse_from", "nextPulseFrom"],
  ["created_at", "createdAt"],
];

export const OBJECTIVE: Fields<Tables["objectives"], Omit<ObjectiveRecord, "kind">> = [
  ["id", "id"],
  ["title", "title"],
  ["from_day", "from"],
  ["until_day", "until"],
  ["state", "state"],
  ["added_at", "addedAt"],
];

export const KEY_RESULT: Fields<Tables["key_results"], KeyResultRecord> = [
  ["id", "id"],
  ["metric", "metric"],
  ["unit", "unit"],
  ["baseline", "baseline"],
  ["target", "target"],
  ["current", "current"],
  ["added_at", "addedAt"],
];

export const BET: Fields<Tables["bets"], Omit<BetRecord, "kind">> = [
  ["id", "id"],
  ["number", "number"],
  ["title", "title"],
  ["belief", "belief"],
  ["metric", "metric"],
  ["unit", "unit"],
  ["baseline", "baseline"],
  ["target", "target"],
  ["review_on", "reviewOn"],
  ["guardrail", "guardrail"],
  ["key_result", "keyResult"],
  ["cites", "cites"],
  ["chosen", "chosen"],
  ["dependency", "dependency"],
  ["placed_at", "placedAt"],
  ["prompts", "prompts"],
  ["next_prompt_at", "nextPromptAt"],
  ["halfway_at", "halfwayAt"],
  ["shipped_on", "shippedOn"],
  ["review_after_shipping", "reviewAfterShipping"],
  ["state", "state"],
  ["round", "round"],
  ["verdict", "verdict"],
  ["final_value", "finalValue"],
  ["final_taken_on", "finalTakenOn"],
  ["final_evidence", "finalEvidence"],
  ["final_significant", "finalSignificant", "flag"],
  ["final_note", "finalNote"],
  ["reason", "reason"],
  ["final_at", "finalAt"],
  ["settled_at", "settledAt"],
  ["terms_frozen", "termsFrozen", "flag"],
  ["confidence_closes_at", "confidenceClosesAt"],
  ["confidence", "confidence"],
  ["confidence_median", "confidenceMedian"],
  ["confidence_lowest", "confidenceLowest"],
  ["confidence_highest", "confidenceHighest"],
  ["confidence_answered", "confidenceAnswered"],
];

export const READING: Fields<Tables["readings"], ReadingRecord> = [
  ["id", "id"],
  ["value", "value"],
  ["taken_on", "takenOn"],
  ["evidence", "evidence"],
  ["significant", "significant", "flag"],
  ["note", "note"],
  ["added_at", "addedAt"],
];

export const AMENDMENT: Fields<Tables["amendments"], AmendmentRecord> = [
  ["version", "version"],
  ["metric", "metric"],
  ["unit", "unit"],
  ["baseline", "baseline"],
  ["target", "target"],
  ["review_on", "reviewOn"],
  ["reason", "reason"],
  ["added_at", "addedAt"],
];

export const DISPUTE: Fields<Tables["disputes"], DisputeRecord> = [
  ["round", "round"],
  ["reason", "reason"],
  ["added_at", "addedAt"],
];

export const RETRO: Fields<Tables["retros"], RetroRecord> = [
  ["id", "id"],
  ["opened_at", "openedAt"],
  ["closes_at", "closesAt"],
  ["closed_at", "closedAt"],
  ["reopened", "reopened", "flag"],
  ["pre_mortem", "preMortem"],
  ["decision", "decision"],
  ["decision_again", "decisionAgain"],
  ["decision_not_again", "decisionNotAgain"],
];

export const THEME: Fields<Tables["retro_themes"], RetroRecord["themes"][number]> = [
  ["theme", "theme"],
  ["votes", "votes"],
];

export const REASON: Fields<Tables["pre_mortem_reasons"], RetroRecord["reasons"][number]> = [
  ["place", "place"],
  ["text", "text"],
  ["votes", "votes"],
];

export const LEARNING: Fields<Tables["learnings"], LearningRecord> = [
  ["id", "id"],
  ["text", "text"],
  ["votes", "votes"],
  ["added_at", "addedAt"],
  ["kept_at", "keptAt"],
];

export const NEXT_STEP: Fields<Tables["next_steps"], NextStepRecord> = [
  ["id", "id"],
  ["text", "text"],
  ["due_on", "dueOn"],
  ["state", "state"],
  ["carried", "carried"],
  ["added_at", "addedAt"],
  ["dropped_at", "droppedAt"],
];

export const PULSE: Fields<Tables["pulses"], Omit<PulseRecord, "kind">> = [
  ["id", "id"],
  ["opened_at", "openedAt"],
  ["shows_from", "showsFrom"],
  ["occasion", "occasion"],
  ["closed_at", "closedAt"],
  ["result", "result"],
  ["answered", "answered"],
  ["could_answer", "couldAnswer"],
];

export const RATING: Fields<Tables["pulse_ratings"], PulseRecord["ratings"][number]> = [
  ["question", "question"],
  ["rating", "rating"],
  ["votes", "votes"],
  ["basis", "basis"],
];

/** The properties of a row that are exported, without those that are null. */
export const fromRow = <Row extends object, Value>(fields: Fields<Row, Value>, row: Row): Value =>
  Object.fromEntries(
    fields.flatMap(([column, property, codec]) => {
      const value = row[column];
      if (value === null) return [];
      return [[property, codec === "flag" ? value === 1 : value]];
    }),
  ) as Value;

/** The columns of an exported value; what it lacks is null. */
export const toColumns = <Row, Value>(fields: Fields<Row, Value>, value: Value): Record<string, unknown> =>
  Object.fromEntries(
    fields.map(([column, property]) => {
      const held = value[property];
      return [column, typeof held === "boolean" ? Number(held) : (held ?? null)];
    }),
  );

/** A bet's own columns. A unanimous forecast's number is told as its leaning. */
export function betFromRow(row: Tables["bets"]): Omit<BetRecord, "kind" | keyof Children> {
  const { confidenceMedian, ...bet } = fromRow(BET, row);
  if (confidenceMedian === undefined) return bet;
  return bet.confidence === "agreed"
    ? { ...bet, confidenceLeaning: leaning(confidenceMedian) }
    : { ...bet, confidenceMedian };
}

type Children = Pick<BetRecord, "readings" | "amendments" | "disputes" | "retro" | "learnings" | "nextSteps">;

export const betColumns = (bet: BetRecord): Record<string, unknown> => ({
  ...toColumns(BET, bet),
  ...(bet.confidenceLeaning && { confidence_median: middleOf(bet.confidenceLeaning) }),
});
