import type { Chosen, Dependency } from "#domain/bets/mandate.ts";
import type { Weekday } from "#domain/calendar/schedule.ts";
import type { ConfidenceResult, Leaning } from "#domain/confidence/confidence.ts";
import type { PreMortem } from "#domain/pre-mortems/pre-mortem.ts";
import type { Occasion, PulseQuestion, Rating } from "#domain/pulses/pulse.ts";
import type { Evidence } from "#domain/readings/reading.ts";
import type { Theme } from "#domain/retros/retro.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";

/**
 * What a team takes with it, as plain data: days as 2026-12-31, instants as 2026-12-31T09:00:00.000Z. After a team's
 * record come those that are the team's. Votes, answers, keys and what is still sealed are in none of them.
 */
export type ExportRecord = TeamRecord | ObjectiveRecord | BetRecord | PulseRecord;

export type TeamRecord = {
  readonly kind: "team";
  readonly workspace: string;
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly timeZone: string;
  readonly digestDay: Weekday;
  readonly digestTime: string;
  readonly anonymityThreshold: number;
  readonly asksPulse: boolean;
  readonly defaultChosen: Chosen;
  readonly postsQuietWeeks: boolean;
  readonly nextBetNumber: number;
  readonly nextDigestAt: string;
  readonly nextPulseFrom?: string | undefined;
  readonly createdAt: string;
};

export type ObjectiveRecord = {
  readonly kind: "objective";
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly state: "open" | "closed";
  readonly addedAt: string;
  readonly keyResults: readonly KeyResultRecord[];
};

export type KeyResultRecord = {
  readonly id: string;
  readonly metric: string;
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly current: number;
  readonly addedAt: string;
};

export type BetRecord = {
  readonly kind: "bet";
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly belief: string;
  readonly metric: string;
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly reviewOn: string;
  readonly guardrail?: string | undefined;
  /** Ids of the key result that it serves, and of the learning that it builds on. */
  readonly keyResult?: string | undefined;
  readonly cites?: string | undefined;
  readonly chosen: Chosen;
  readonly dependency?: Dependency | undefined;
  readonly placedAt: string;
  readonly prompts: number;
  readonly nextPromptAt?: string | undefined;
  readonly halfwayAt?: string | undefined;
  readonly shippedOn?: string | undefined;
  readonly reviewAfterShipping?: number | undefined;
  readonly state: "open" | "provisional" | "final";
  readonly round: number;
  readonly verdict?: Verdict["kind"] | undefined;
  readonly finalValue?: number | undefined;
  readonly finalTakenOn?: string | undefined;
  readonly finalEvidence?: Evidence | undefined;
  readonly finalSignificant?: boolean | undefined;
  readonly finalNote?: string | undefined;
  readonly reason?: string | undefined;
  readonly finalAt?: string | undefined;
  readonly settledAt?: string | undefined;
  readonly termsFrozen: boolean;
  readonly confidenceClosesAt?: string | undefined;
  readonly confidence?: ConfidenceResult["kind"] | undefined;
  /** Of a unanimous forecast only this is told, as everywhere. */
  readonly confidenceLeaning?: Leaning | undefined;
  readonly confidenceMedian?: number | undefined;
  readonly confidenceLowest?: number | undefined;
  readonly confidenceHighest?: number | undefined;
  readonly confidenceAnswered?: number | undefined;
  readonly readings: readonly ReadingRecord[];
  readonly amendments: readonly AmendmentRecord[];
  readonly disputes: readonly DisputeRecord[];
  readonly retro?: RetroRecord | undefined;
  readonly learnings: readonly LearningRecord[];
  readonly nextSteps: readonly NextStepRecord[];
};

export type ReadingRecord = {
  readonly id: string;
  readonly value: number;
  readonly takenOn: string;
  readonly evidence: Evidence;
  readonly significant?: boolean | undefined;
  readonly note?: string | undefined;
  readonly addedAt: string;
};

export type AmendmentRecord = {
  readonly version: number;
  readonly metric: string;
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly reviewOn: string;
  readonly reason: string;
  readonly addedAt: string;
};

export type DisputeRecord = { readonly round: number; readonly reason: string; readonly addedAt: string };

export type RetroRecord = {
  readonly id: string;
  readonly openedAt: string;
  readonly closesAt?: string | undefined;
  readonly closedAt?: string | undefined;
  readonly reopened: boolean;
  readonly preMortem?: Exclude<PreMortem, "sealed"> | undefined;
  readonly decision?:
    | "none"
    | "too-few"
    | "unreadable"
    | "agreed-again"
    | "agreed-not-again"
    | "split"
    | undefined;
  readonly decisionAgain?: number | undefined;
  readonly decisionNotAgain?: number | undefined;
  readonly themes: readonly { readonly theme: Theme; readonly votes: number }[];
  readonly reasons: readonly { readonly place: number; readonly text: string; readonly votes: number }[];
};

export type LearningRecord = {
  readonly id: string;
  readonly text: string;
  readonly votes: number;
  readonly addedAt: string;
  readonly keptAt?: string | undefined;
};

export type NextStepRecord = {
  readonly id: string;
  readonly text: string;
  readonly dueOn: string;
  readonly state: "open" | "done" | "dropped";
  readonly carried: number;
  readonly addedAt: string;
  readonly droppedAt?: string | undefined;
};

/** A closed pulse, with the ratings that were shown. */
export type PulseRecord = {
  readonly kind: "pulse";
  readonly id: string;
  readonly openedAt: string;
  readonly showsFrom: number;
  readonly occasion?: Occasion | undefined;
  readonly closedAt: string;
  readonly result: "none" | "unreadable" | "counted";
  readonly answered?: number | undefined;
  readonly couldAnswer?: number | undefined;
  readonly ratings: readonly {
    readonly question: PulseQuestion;
    readonly rating: Rating;
    readonly votes: number;
    readonly basis: "own" | "pooled";
  }[];
};

/** A record to import. A bet of another tool has no number yet. */
export type ImportRecord = TeamRecord | ObjectiveRecord | PulseRecord | ImportedBet;
export type ImportedBet = Omit<BetRecord, "number"> & { readonly number?: number | undefined };

const MIDDLES: Readonly<Record<Leaning, number>> = { unlikely: 20, even: 50, likely: 80 };

/** The forecast that counts for a unanimous team of which only the leaning is known, in percent. */
export const middleOf = (leaning: Leaning): number => MIDDLES[leaning];

/** Where two records differ, as a path such as `readings[0].value`. Undefined if they are the same. */
export function firstDifference(a: unknown, b: unknown, path = ""): string | undefined {
  if (a === b) return undefined;
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
      const found = firstDifference(a[index], b[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const found = firstDifference(a[key], b[key], path === "" ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return path;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
