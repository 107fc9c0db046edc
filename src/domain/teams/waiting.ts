import { type Bet, currentReviewDate, isReviewDue } from "#domain/bets/bet.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Pulse } from "#domain/pulses/pulse.ts";
import type { Retro } from "#domain/retros/retro.ts";

/** An open bet that needs its final reading, and a provisional verdict to look at: the kinds of waiting bets. */
type WaitingBet =
  | { readonly kind: "reading"; readonly bet: Bet }
  | {
      readonly kind: "verdict";
      readonly bet: Bet & { readonly state: Extract<Bet["state"], { kind: "provisional" }> };
    };

/** Something that waits for a team's people. `by`: since when or until when, by the team's calendar. */
export type Waiting = { readonly by: Temporal.PlainDate } & (
  | WaitingBet
  | { readonly kind: "retro"; readonly retro: Retro; readonly bet: Bet }
  | { readonly kind: "pulse"; readonly pulse: Pulse }
  | { readonly kind: "step"; readonly step: NextStep }
);

/** The most urgent first. Without its reading nothing else about a bet can happen; a step has no moment at which it is lost. */
const URGENCY = [
  "reading",
  "verdict",
  "retro",
  "pulse",
  "step",
] as const satisfies readonly Waiting["kind"][];

/** Orders by kind, then by date. */
export const byUrgency = (a: Waiting, b: Waiting): number =>
  URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || Temporal.PlainDate.compare(a.by, b.by);

type TeamFacts = {
  readonly timeZone: string;
  readonly now: Temporal.Instant;
  readonly bets: readonly Bet[];
  readonly retros: readonly { readonly retro: Retro; readonly bet: Bet }[];
  readonly pulses: readonly Pulse[];
  readonly steps: readonly NextStep[];
};

/** What waits in a team now, the most urgent first. */
export function waitingNow({ timeZone, now, bets, retros, pulses, steps }: TeamFacts): Waiting[] {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate();
  const today = dayOf(now);
  const hasCome = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, today) <= 0;
  const isAhead = (at: Temporal.Instant) => Temporal.Instant.compare(now, at) < 0;
  const waiting: Waiting[] = [
    ...bets.flatMap((bet): Waiting[] => {
      const { state } = bet;
      if (state.kind === "provisional")
        return [{ kind: "verdict", bet: { ...bet, state }, by: dayOf(state.finalAt) }];
      return state.kind === "open" && isReviewDue(bet, today)
        ? [{ kind: "reading", bet, by: currentReviewDate(bet) }]
        : [];
    }),
    ...retros.flatMap(({ retro, bet }): Waiting[] =>
      retro.state.kind === "open" && isAhead(retro.state.closesAt)
        ? [{ kind: "retro", retro, bet, by: dayOf(retro.state.closesAt) }]
        : [],
    ),
    ...pulses.flatMap((pulse): Waiting[] =>
      pulse.state.kind === "open" && isAhead(pulse.state.closesAt)
        ? [{ kind: "pulse", pulse, by: dayOf(pulse.state.closesAt) }]
        : [],
    ),
    ...steps.flatMap((step): Waiting[] =>
      hasCome(step.dueOn) ? [{ kind: "step", step, by: step.dueOn }] : [],
    ),
  ];
  return waiting.toSorted(byUrgency);
}
