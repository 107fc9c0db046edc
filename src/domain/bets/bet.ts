import { type Confidence, confidenceCloses } from "#domain/confidence/confidence.ts";
import type { Mandate } from "./mandate.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { addWorkingDays, atWallClock, workingDayFrom } from "#domain/calendar/schedule.ts";
import { checkTerms, type Terms, type TermsRefusal } from "./terms.ts";
import { type DeclaredVerdict, type Verdict, verdict } from "#domain/verdicts/verdict.ts";

/** A change that the team expects to move one metric. Numbered per team. Names no person. */
export type Bet = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly number: number;
  readonly title: string;
  /** Empty if none was written. */
  readonly belief: string;
  /** The verdict is computed from these. The first confidence vote freezes them. */
  readonly terms: Terms;
  /** The terms of the last amendment, if they were changed after they froze. */
  readonly amended?: Terms;
  readonly guardrail?: string;
  /** Id of the key result it serves. */
  readonly keyResult?: string;
  /** Id of the learning it builds on. */
  readonly cites?: string;
  /** Name of the metric source that proposes its readings. The operator may have removed it since. */
  readonly source?: string;
  readonly mandate: Mandate;
  readonly placedAt: Temporal.Instant;
  readonly review: Review;
  /** The review counts from shipping: it is this many days after, on a working day. Until then, a date is planned. */
  readonly reviewAfterShipping?: number;
  /** The day the change reached users, in the team's calendar. */
  readonly shippedOn?: Temporal.PlainDate;
  /** Absent from bets placed before polls existed. */
  readonly confidence?: Confidence;
  readonly state: BetState;
};

/**
 * How often the channel has been asked for the final reading (at most twice), and when it is asked next. `halfwayAt`: when
 * the bet's thread is asked for a first reading, if there is none.
 */
type Review = {
  readonly prompts: number;
  readonly nextPromptAt?: Temporal.Instant;
  readonly halfwayAt?: Temporal.Instant;
};

export type BetState =
  | { readonly kind: "open" }
  /** `round`: how many times the bet has been settled, since a dispute reopens it. */
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

/** A bet's outcome: the verdict, with the final reading it was computed from or the reason it was declared for. */
export type Outcome = { readonly verdict: Verdict; readonly reading?: Reading; readonly reason?: string };

/** What somebody enters to settle a bet. */
export type SettleInput =
  | { readonly kind: "reading"; readonly reading: Reading }
  | { readonly kind: DeclaredVerdict["kind"]; readonly reason: string };

export type BetDraft = Pick<
  Bet,
  | "title"
  | "belief"
  | "terms"
  | "reviewAfterShipping"
  | "guardrail"
  | "keyResult"
  | "cites"
  | "source"
  | "mandate"
>;

/** The channel is asked at 10:00 on the review date, and once more three working days later. */
export const PROMPT_TIME = Temporal.PlainTime.from("10:00");
const REMINDER_WORKING_DAYS = 3;

/** A provisional verdict becomes final when nobody disputes it for this long. */
const DISPUTE_WINDOW = Temporal.Duration.from({ hours: 24 });

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
  const confidence: Confidence = { kind: "sealed", closesAt: confidenceCloses(now), hasVotes: false };
  const bet: Bet = {
    ...draft,
    ...identity,
    placedAt: now,
    review: { prompts: 0 },
    confidence,
    state: { kind: "open" },
  };
  return ok(moveReview(bet, draft.terms.reviewOn, timeZone));
}

type Reviewed = Pick<Bet, "terms" | "amended" | "reviewAfterShipping" | "shippedOn">;

/** Whether the review date in force has come, by the team's calendar. */
export const isReviewDue = (bet: Reviewed, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(currentReviewDate(bet), today) <= 0;

/** The review date in force: counted from shipping if the bet says so and has shipped; as last amended; or as placed. */
export const currentReviewDate = ({
  terms,
  amended,
  reviewAfterShipping,
  shippedOn,
}: Reviewed): Temporal.PlainDate =>
  reviewAfterShipping !== undefined && shippedOn
    ? workingDayFrom(shippedOn.add({ days: reviewAfterShipping }))
    : (amended ?? terms).reviewOn;

/** Whether the review counts from shipping, and the bet hasn't shipped: there is nothing to measure yet. */
export const awaitsShipping = ({
  state,
  reviewAfterShipping,
  shippedOn,
}: Pick<Bet, "state" | "reviewAfterShipping" | "shippedOn">): boolean =>
  state.kind === "open" && reviewAfterShipping !== undefined && shippedOn === undefined;

/** Moves the prompts to another date, and starts counting them anew. */
export const moveReview = (bet: Bet, to: Temporal.PlainDate, timeZone: string): Bet => ({
  ...bet,
  review: { prompts: 0, nextPromptAt: firstPrompt(to, timeZone), ...halfway(bet, to, timeZone) },
});

/** With less time than this to its review, a bet isn't asked for a first reading. */
const MIN_DAYS_TO_ASK = 14;

/** When a bet is halfway to its review, from shipping or else from placing, on a working day. */
export function halfway(bet: Bet, reviewOn: Temporal.PlainDate, timeZone: string): Pick<Review, "halfwayAt"> {
  if (awaitsShipping(bet)) return {};
  const from = bet.shippedOn ?? bet.placedAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const { days } = from.until(reviewOn, { largestUnit: "days" });
  if (days < MIN_DAYS_TO_ASK) return {};
  const day = workingDayFrom(from.add({ days: Math.floor(days / 2) }));
  return { halfwayAt: atWallClock(day, PROMPT_TIME, timeZone) };
}

/** Moves an open bet's first prompt to another time zone. Undefined if the bet is settled or was prompted already. */
export function moveToTimeZone(bet: Bet, timeZone: string): Bet | undefined {
  if (bet.state.kind !== "open" || bet.review.prompts > 0) return undefined;
  return moveReview(bet, currentReviewDate(bet), timeZone);
}

/** Records a prompt: the second comes three working days after the first, and there is no third. */
export function recordPrompt(bet: Bet, timeZone: string, now: Temporal.Instant): Bet {
  const prompts = bet.review.prompts + 1;
  if (prompts > 1) return { ...bet, review: { prompts } };
  return { ...bet, review: { prompts, nextPromptAt: reminder(now, timeZone) } };
}

/** Counted from the actual prompt: after an outage, both prompts would otherwise come at once. */
const reminder = (now: Temporal.Instant, timeZone: string): Temporal.Instant =>
  atWallClock(
    addWorkingDays(now.toZonedDateTimeISO(timeZone).toPlainDate(), REMINDER_WORKING_DAYS),
    PROMPT_TIME,
    timeZone,
  );

export type SettleRefusal = { readonly kind: "already-settled"; readonly number: number };

/**
 * Gives an open bet a provisional verdict: computed from the terms, or declared with a reason. `round` is one more than
 * the times it was settled before.
 */
export function settle(
  bet: Bet,
  input: SettleInput,
  round: number,
  now: Temporal.Instant,
): Result<Bet, SettleRefusal> {
  if (bet.state.kind !== "open") return err({ kind: "already-settled", number: bet.number });
  const outcome: Outcome =
    input.kind === "reading"
      ? { verdict: verdict(bet.terms, input.reading.value), reading: input.reading }
      : { verdict: { kind: input.kind }, reason: input.reason };
  return ok({
    ...bet,
    review: { prompts: bet.review.prompts },
    state: { kind: "provisional", outcome, round, finalAt: now.add(DISPUTE_WINDOW) },
  });
}

export type VerdictRefusal = { readonly kind: "verdict-not-open"; readonly number: number };

/** Whether this round's verdict can still be confirmed or disputed. After a dispute, a later round may be current. */
export const isOpenVerdict = ({ state }: Bet, round: number): boolean =>
  state.kind === "provisional" && state.round === round;

/** Makes the verdict final: a teammate confirmed it, or nobody disputed it for a day. */
export function finalise(bet: Bet, now: Temporal.Instant): Result<Bet, VerdictRefusal> {
  if (bet.state.kind !== "provisional") return err({ kind: "verdict-not-open", number: bet.number });
  const { outcome, round } = bet.state;
  return ok({ ...bet, state: { kind: "final", outcome, round, settledAt: now } });
}

/** Reopens a bet with a provisional verdict; the channel is asked once more, three working days later. */
export function dispute(bet: Bet, timeZone: string, now: Temporal.Instant): Result<Bet, VerdictRefusal> {
  if (bet.state.kind !== "provisional") return err({ kind: "verdict-not-open", number: bet.number });
  const review = { prompts: 1, nextPromptAt: reminder(now, timeZone) };
  return ok({ ...bet, review, state: { kind: "open" } });
}
