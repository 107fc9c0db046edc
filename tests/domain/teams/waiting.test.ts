import { expect, test } from "vitest";
import type { Bet } from "#domain/bets/bet.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Pulse } from "#domain/pulses/pulse.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { waitingNow } from "#domain/teams/waiting.ts";
import { aBet, aStep, day, instant, provisional } from "#tests/support/facts.ts";

/** Friday evening in Berlin, Saturday in Tokyo. */
const NOW = instant("2026-12-11T20:00:00Z");
const identity = { workspace: "T0", team: "team" };

const reviewedOn = (number: number, date: string): Bet => aBet(number, { terms: { reviewOn: day(date) } });
const retro = (id: string, closesAt: string): { retro: Retro; bet: Bet } => ({
  retro: { ...identity, id, bet: "b", openedAt: NOW, state: { kind: "open", closesAt: instant(closesAt) } },
  bet: aBet(9),
});
const pulse = (id: string, closesAt: string): Pulse => ({
  ...identity,
  id,
  openedAt: NOW,
  threshold: 3,
  state: { kind: "open", closesAt: instant(closesAt) },
});
const step = (text: string, dueOn: string): NextStep => aStep(text, { dueOn: day(dueOn) });

const kindsOf = (facts: Partial<Parameters<typeof waitingNow>[0]>) =>
  waitingNow({
    timeZone: "Europe/Berlin",
    now: NOW,
    bets: [],
    retros: [],
    pulses: [],
    steps: [],
    ...facts,
  }).map(({ kind, by }) => `${kind} ${by.toString()}`);

test.each([
  ["2026-12-10", ["reading 2026-12-10"]],
  ["2026-12-11", ["reading 2026-12-11"]],
  ["2026-12-12", []],
])("a bet with its review on %s waits for %j", (date, expected) => {
  expect(kindsOf({ bets: [reviewedOn(1, date)] })).toEqual(expected);
  expect(kindsOf({ steps: [step("s", date)] })).toEqual(
    expected.map((words) => words.replace("reading", "step")),
  );
});

test("today is the team's day, not the server's", () => {
  const bets = [reviewedOn(1, "2026-12-12")];
  expect(kindsOf({ bets, timeZone: "Asia/Tokyo" })).toEqual(["reading 2026-12-12"]);
});

test("a retro or a pulse that is past its end does not wait, even if it isn't closed yet", () => {
  const [past, ahead] = ["2026-12-11T19:00:00Z", "2026-12-11T21:00:00Z"];
  expect(kindsOf({ retros: [retro("r", past)], pulses: [pulse("p", past)] })).toEqual([]);
  expect(kindsOf({ retros: [retro("r", ahead)], pulses: [pulse("p", ahead)] })).toEqual([
    "retro 2026-12-11",
    "pulse 2026-12-11",
  ]);
});

test("orders by kind, readings first and steps last, then by date", () => {
  expect(
    kindsOf({
      bets: [aBet(3, provisional(37)), reviewedOn(1, "2026-12-09"), reviewedOn(2, "2026-11-30")],
      retros: [retro("r", "2026-12-12T10:00:00Z")],
      pulses: [pulse("p", "2026-12-12T10:00:00Z")],
      steps: [step("a", "2026-12-08"), step("b", "2026-06-01")],
    }),
  ).toEqual([
    "reading 2026-11-30",
    "reading 2026-12-09",
    "verdict 2026-12-12",
    "retro 2026-12-12",
    "pulse 2026-12-12",
    "step 2026-06-01",
    "step 2026-12-08",
  ]);
});
