import { type Confidence, confidenceCloses } from "#domain/confidence/confidence.ts";
import type { Mandate } from "./mandate.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { addWorkingDays, atWallClock } from "#domain/calendar/schedule.ts";
import { checkTerms, type Terms, type TermsRefusal } from "./terms.ts";
import { type SaidVerdict, type Verdict, verdict } from "#domain/verdicts/verdict.ts";

/** A change that the team expects to move one metric. Numbered per team. Knows no person. */
export type Bet = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly number: number;
  readonly title: string;
  readonly belief: string;
  /** The verdict is computed from them. They are frozen by the first confidence vote. */
  readonly terms: Terms;
  /** The terms of the last amendment, when they were changed after that. */
  readonly amended?: Terms;
  readonly guardrail?: string;
  /** Id of the key result it serves. */
  readonly keyResult?: string;
  /** Id of the learning that it builds on. */
  readonly cites?: string;
  readonly mandate: Mandate;
  readonly placedAt: Temporal.Instant;
  readonly review: Review;
  /** Absent for a bet that was placed before there were polls. */
  readonly confidence?: Confidence;
  readonly state: BetState;
};

/** How often the channel was asked for the final reading, and when it is asked next; never more than twice. */
type Review = { readonly prompts: number; readonly nextPromptAt?: Temporal.Instant };

export type BetState =
  | { readonly kind: "open" }
  /** `round` counts the settlings of the bet, since a dispute puts it back. */
  | {
      readonly kind: "provisional";
      readonly outcome: Outcome;
      readonly round: number;
      readonly finalAt: Temporal.Instant;
    }
  | {
      readonly kind: "final";
      readonly outcome: Outcome;
      readonly round: number;
      readonly settledAt: Temporal.Instant;
    };

/** A bet with its final verdict. */
export type FinalBet = Bet & { readonly state: Extract<BetState, { kind: "final" }> };

export const isFinal = (bet: Bet): bet is FinalBet => bet.state.kind === "final";

/** How a bet came out: the verdict, with the final reading it was computed from, or with the reason it was said for. */
export type Outcome = { readonly verdict: Verdict; readonly reading?: Reading; readonly reason?: string };

/** What somebody enters to settle a bet. */
export type SettleInput =
  | { readonly kind: "reading"; readonly reading: Reading }
  | { readonly kind: SaidVerdict["kind"]; readonly reason: string };

export type BetDraft = Pick<
  Bet,
  "title" | "belief" | "terms" | "guardrail" | "keyResult" | "cites" | "mandate"
>;

/** The channel is asked at ten in the morning of the review date, and once more three working days later. */
const PROMPT_TIME = Temporal.PlainTime.from("10:00");
const REMINDER_WORKING_DAYS = 3;

/** A provisional verdict that nobody disputes for a day is final. */
const UNDISPUTED = Temporal.Duration.from({ hours: 24 });

const firstPrompt = (reviewOn: Temporal.PlainDate, timeZone: string): Temporal.Instant =>
  atWallClock(reviewOn, PROMPT_TIME, timeZone);

export function place(
  draft: BetDraft,
  facts: {
    id: string;
    workspace: string;
    team: string;
    number: number;
    timeZone: string;
    now: Temporal.Instant;
  },
): Result<Bet, TermsRefusal> {
  const { timeZone, now, ...identity } = facts;
  const terms = checkTerms(draft.terms, now.toZonedDateTimeISO(timeZone).toPlainDate());
  if (!terms.ok) return terms;
  const review = { prompts: 0, nextPromptAt: firstPrompt(draft.terms.reviewOn, timeZone) };
  const confidence: Confidence = { kind: "sealed", closesAt: confidenceCloses(now), begun: false };
  return ok({ ...draft, ...identity, placedAt: now, review, confidence, state: { kind: "open" } });
}

/** The date that the bet is looked at: as amended last. */
export const reviewDay = ({ terms, amended }: Pick<Bet, "terms" | "amended">): Temporal.PlainDate =>
  (amended ?? terms).reviewOn;

/** The channel is asked on another date, as if it had not been asked before. */
export const moveReview = (bet: Bet, to: Temporal.PlainDate, timeZone: string): Bet => ({
  ...bet,
  review: { prompts: 0, nextPromptAt: firstPrompt(to, timeZone) },
});

/** An open bet whose channel was not asked yet, asked by the clock of another zone; nothing for any other bet. */
export function moveToTimeZone(bet: Bet, timeZone: string): Bet | undefined {
  if (bet.state.kind !== "open" || bet.review.prompts > 0) return undefined;
  return moveReview(bet, reviewDay(bet), timeZone);
}

/** After a prompt: the next is three working days later, and there is none after the second. */
export function afterPrompt(bet: Bet, timeZone: string, now: Temporal.Instant): Bet {
  const prompts = bet.review.prompts + 1;
  if (prompts > 1) return { ...bet, review: { prompts } };
  return { ...bet, review: { prompts, nextPromptAt: reminder(now, timeZone) } };
}

/** Counted from when the channel was really asked: after an outage both prompts would come at once otherwise. */
const reminder = (now: Temporal.Instant, timeZone: string): Temporal.Instant =>
  atWallClock(
    addWorkingDays(now.toZonedDateTimeISO(timeZone).toPlainDate(), REMINDER_WORKING_DAYS),
    PROMPT_TIME,
    timeZone,
  );

export type SettleRefusal = { readonly kind: "already-settled"; readonly number: number };

/** A provisional verdict on an open bet: computed from the terms, or said with a reason. `round` is one more than the settlings before. */
export function settle(
  bet: Bet,
  settling: SettleInput,
  round: number,
  now: Temporal.Instant,
): Result<Bet, SettleRefusal> {
  if (bet.state.kind !== "open") return err({ kind: "already-settled", number: bet.number });
  const outcome: Outcome =
    settling.kind === "reading"
      ? { verdict: verdict(bet.terms, settling.reading.value), reading: settling.reading }
      : { verdict: { kind: settling.kind }, reason: settling.reason };
  return ok({
    ...bet,
    review: { prompts: bet.review.prompts },
    state: { kind: "provisional", outcome, round, finalAt: now.add(UNDISPUTED) },
  });
}

export type VerdictRefusal = { readonly kind: "verdict-not-open"; readonly number: number };

/** Whether the verdict of this settling waits to be found right or disputed; a dispute may have put another in its place. */
export const isOpenVerdict = ({ state }: Bet, round: number): boolean =>
  state.kind === "provisional" && state.round === round;

/** The verdict becomes final: a team-mate found it right, or nobody disputed it for a day. */
export function finalise(bet: Bet, now: Temporal.Instant): Result<Bet, VerdictRefusal> {
  if (bet.state.kind !== "provisional") return err({ kind: "verdict-not-open", number: bet.number });
  const { outcome, round } = bet.state;
  return ok({ ...bet, state: { kind: "final", outcome, round, settledAt: now } });
}

/** A dispute puts a provisional verdict back; the channel is asked once more, three working days later. */
export function dispute(bet: Bet, timeZone: string, now: Temporal.Instant): Result<Bet, VerdictRefusal> {
  if (bet.state.kind !== "provisional") return err({ kind: "verdict-not-open", number: bet.number });
  const review = { prompts: 1, nextPromptAt: reminder(now, timeZone) };
  return ok({ ...bet, review, state: { kind: "open" } });
}
