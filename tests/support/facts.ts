import { type Bet, type BetState, isFinal } from "#domain/bets/bet.ts";
import { groupSettled } from "#domain/bets/settled-groups.ts";
import { realisedShares } from "#domain/bets/track-record.ts";
import type { WeekFacts } from "#domain/digests/digest.ts";
import type { Goal, KeyResult, Objective } from "#domain/goals/goal.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Retro, RetroTally } from "#domain/retros/retro.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { type DeclaredVerdict, verdict } from "#domain/verdicts/verdict.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** Builders of plain domain values: a test passes only what matters to it. */
const OWNED = { workspace: "T0", team: "team" };

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

export const aTeam = (more: Partial<Team> = {}): Team => ({
  id: "team",
  workspace: "T0",
  channel: "C0",
  name: "Growth",
  timeZone: "Europe/Berlin",
  digestDay: 5,
  digestTime: Temporal.PlainTime.from("16:00"),
  anonymityThreshold: 3,
  asksPulse: true,
  createdAt: instant("2026-10-01T08:00:00Z"),
  nextDigestAt: instant("2026-12-11T15:00:00Z"),
  ...more,
});

const TERMS: Terms = {
  metric: "activation",
  unit: "%",
  baseline: 32,
  target: 40,
  reviewOn: day("2027-01-15"),
};

export const aBet = (
  number: number,
  { terms, ...more }: Partial<Omit<Bet, "terms">> & { terms?: Partial<Terms> } = {},
): Bet => ({
  ...OWNED,
  id: `bet-${number}`,
  number,
  title: `Checklist ${number}`,
  belief: "We believe it helps",
  terms: { ...TERMS, ...terms },
  mandate: { chosen: "we-chose" },
  placedAt: instant("2026-10-05T08:00:00Z"),
  review: { prompts: 0 },
  state: { kind: "open" },
  ...more,
});

/** The state of a final bet, by a final reading (from 32, target 40) or by a declared verdict. */
export const final = (
  outcome: number | DeclaredVerdict["kind"],
  settledAt = "2026-12-09T09:00:00Z",
): Pick<Bet, "state"> => ({ state: { kind: "final", ...settling(outcome), settledAt: instant(settledAt) } });

export const provisional = (outcome: number, finalAt = "2026-12-12T09:00:00Z"): Pick<Bet, "state"> => ({
  state: { kind: "provisional", ...settling(outcome), finalAt: instant(finalAt) },
});

const settling = (
  outcome: number | DeclaredVerdict["kind"],
): Pick<Exclude<BetState, { kind: "open" }>, "outcome" | "round"> => ({
  round: 1,
  outcome:
    typeof outcome === "string"
      ? { verdict: { kind: outcome }, reason: "The numbers are clear enough" }
      : {
          verdict: verdict(TERMS, outcome),
          reading: { value: outcome, takenOn: day("2026-12-09"), evidence: "before-after" },
        },
});

export const aLearning = (text: string, more: Partial<Learning> = {}): Learning => ({
  ...OWNED,
  id: text,
  bet: "bet-1",
  text,
  votes: 0,
  addedAt: instant("2026-12-09T10:00:00Z"),
  ...more,
});

/** A bet's retro, closed with this tally, or open; an open retro has no tally. */
export const aRetro = (bet: number, tally: Partial<RetroTally> = {}, closed = true): Retro => ({
  ...OWNED,
  id: `retro-${bet}`,
  bet: `bet-${bet}`,
  openedAt: instant("2026-12-08T10:00:00Z"),
  state: closed
    ? {
        kind: "closed",
        closedAt: instant("2026-12-10T10:00:00Z"),
        tally: { themes: [], decision: { kind: "none" }, ...tally },
      }
    : { kind: "open", closesAt: instant("2026-12-12T10:00:00Z") },
});

export const aStep = (text: string, more: Partial<NextStep> = {}): NextStep => ({
  ...OWNED,
  id: text,
  bet: "bet-1",
  text,
  dueOn: day("2026-12-15"),
  state: "open",
  timesCarriedOver: 0,
  addedAt: instant("2026-12-09T10:00:00Z"),
  ...more,
});

/** An objective for Q4 2026 with one key result that goes from 0 to 100. */
export const aGoal = (more: Partial<KeyResult> = {}, period: Partial<Objective> = {}): Goal => ({
  objective: {
    ...OWNED,
    id: "objective",
    title: "Double weekly active teams",
    from: day("2026-10-01"),
    until: day("2026-12-31"),
    state: "open",
    ...period,
  },
  keyResults: [
    {
      workspace: "T0",
      id: "key-result",
      objective: "objective",
      metric: "weekly active teams",
      unit: "",
      baseline: 0,
      target: 100,
      current: 61,
      ...more,
    },
  ],
});

/** The facts of the week that ends on Friday 11 December 2026 at 16:00 in Berlin. */
export const weekFacts = ({ bets = [], until = WEEK.until, ...more }: Partial<WeekFacts> = {}): WeekFacts => {
  const settled = bets
    .filter(isFinal)
    .filter(({ state }) => Temporal.Instant.compare(state.settledAt, until) < 0);
  return {
    team: aTeam(),
    from: WEEK.from,
    until,
    bets,
    record: groupSettled(settled),
    realised: realisedShares(settled),
    learnings: [],
    retros: [],
    nextSteps: [],
    goals: [],
    pulses: [],
    ...more,
  };
};

const WEEK = { from: instant("2026-12-04T15:00:00Z"), until: instant("2026-12-11T15:00:00Z") };
