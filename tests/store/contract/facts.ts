import type { Bet } from "#domain/bets/bet.ts";
import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { Team } from "#domain/teams/team.ts";
import type { NewDelivery } from "#store/deliveries/deliveries.ts";
import type { Store } from "#store/store.ts";
import type { Learning } from "#domain/learnings/learning.ts";

export const W = "T1";
export const AT = Temporal.Instant.from("2026-11-02T09:00:00Z");
export const later = (hours: number): Temporal.Instant => AT.add({ hours });
export const onDay = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

export const team = (facts: Partial<Team> = {}): Team => ({
  id: "team",
  workspace: W,
  channel: "C1",
  name: "Growth",
  timeZone: "Europe/Berlin",
  digestDay: 5,
  digestTime: Temporal.PlainTime.from("16:00"),
  anonymityThreshold: 3,
  asksPulse: true,
  defaultChosen: "we-chose",
  postsQuietWeeks: false,
  createdAt: AT,
  nextDigestAt: later(100),
  ...facts,
});

export const bet = (facts: Partial<Bet> = {}): Bet => ({
  id: "bet",
  workspace: W,
  team: "team",
  number: 1,
  title: "Checklist",
  belief: "We believe they see what is left",
  terms: { metric: "activation", unit: "%", baseline: 32, target: 40, reviewOn: onDay("2026-12-14") },
  mandate: { chosen: "we-chose" },
  placedAt: AT,
  review: { prompts: 0, nextPromptAt: later(1_000) },
  state: { kind: "open" },
  ...facts,
});

export const reading = (facts: Partial<Reading> = {}): Reading => ({
  value: 34.5,
  takenOn: onDay("2026-11-02"),
  evidence: "before-after",
  ...facts,
});

export const learning = (facts: Partial<Learning> = {}): Learning => ({
  id: "learning",
  workspace: W,
  team: "team",
  bet: "bet",
  text: "People who skip set-up have decided to leave",
  votes: 0,
  addedAt: AT,
  ...facts,
});

export const nextStep = (facts: Partial<NextStep> = {}): NextStep => ({
  id: "step",
  workspace: W,
  team: "team",
  bet: "bet",
  text: "Interview five people",
  dueOn: onDay("2026-11-10"),
  state: "open",
  timesCarriedOver: 0,
  addedAt: AT,
  ...facts,
});

export const objective = (facts: Partial<Objective> = {}): Objective => ({
  id: "objective",
  workspace: W,
  team: "team",
  title: "Double weekly active teams",
  from: onDay("2026-10-01"),
  until: onDay("2026-12-31"),
  state: "open",
  ...facts,
});

export const keyResult = (facts: Partial<KeyResult> = {}): KeyResult => ({
  id: "key-result",
  workspace: W,
  objective: "objective",
  metric: "weekly active teams",
  unit: "",
  baseline: 50,
  target: 100,
  current: 61.5,
  ...facts,
});

export const pendingMessage = (facts: Partial<NewDelivery> = {}): NewDelivery => ({
  key: "card/bet",
  workspace: W,
  team: "team",
  kind: "card",
  subject: "bet",
  dueAt: AT,
  ...facts,
});

/** Adds a team with one open bet. */
export async function addTeamAndBet(store: Store, workspace = W): Promise<void> {
  await store.teams.add(team({ workspace }));
  await store.bets.add(bet({ workspace }));
}
