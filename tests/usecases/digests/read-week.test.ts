import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isFinal } from "#domain/bets/bet.ts";
import { groupSettled } from "#domain/bets/settled-groups.ts";
import { realisedShares } from "#domain/bets/track-record.ts";
import { boundsOf } from "#domain/calendar/quarter.ts";
import { composeWeek, weekBefore } from "#domain/digests/digest.ts";
import { composeRecap } from "#domain/recaps/recap.ts";
import type { Team } from "#domain/teams/team.ts";
import { type OpenStore, openStore } from "#store/store.ts";
import { NOW, writeHistory } from "#tests/bench/history/record.ts";
import { readWeek } from "#usecases/digests/read-week.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";

const folder = mkdtempSync(join(tmpdir(), "ourcome-week-"));
let opened: OpenStore;
let team: Team;
beforeAll(async () => {
  const path = join(folder, "ledger.db");
  team = await writeHistory(path, 400);
  opened = await openStore({ kind: "file", path }, new Uint8Array(32));
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

/** As JSON; sums of the same numbers in another order differ in the last digits. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === "number" ? Number(part.toPrecision(12)) : part,
    ),
  );

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

test.each([0, 3, 10, 250, 700])(
  "the week that ended %d days ago, from the rows that it needs, is the one from all rows",
  async (days) => {
    const { store } = opened;
    const until = NOW.subtract({ hours: 24 * days });
    const bets = await store.bets.ofTeam(team.workspace, team.id);
    const settled = bets.filter(isFinal).filter(({ state }) => isBefore(state.settledAt, until));
    const expected = composeWeek({
      team,
      from: weekBefore(until, team.timeZone),
      until,
      bets,
      record: groupSettled(settled),
      realised: realisedShares(settled),
      learnings: await store.learnings.ofTeam(team.workspace, team.id),
      retros: await store.retros.ofTeam(team.workspace, team.id),
      nextSteps: await store.nextSteps.openOfTeam(team.workspace, team.id),
      goals: await store.goals.ofTeam(team.workspace, team.id),
      pulses: await store.pulses.ofTeam(team.workspace, team.id),
    });
    const week = await readWeek({ store }, { workspace: team.workspace, team: team.id, until });
    expect(week?.newVerdicts.length).toBeGreaterThan(0);
    expect(plain(week)).toEqual(plain(expected));
  },
);

test.each([
  { year: 2026, number: 4 },
  { year: 2026, number: 3 },
  { year: 2025, number: 2 },
  { year: 2021, number: 1 },
] as const)(
  "the recap of $year-Q$number, from the rows that it needs, is the one from all rows",
  async (quarter) => {
    const { store } = opened;
    const bets = await store.bets.ofTeam(team.workspace, team.id);
    const { until } = boundsOf(quarter, team);
    const end = isBefore(until, NOW) ? until : NOW.add({ milliseconds: 1 });
    const expected = composeRecap({
      team,
      quarter,
      at: NOW,
      bets,
      running: bets.filter(
        (bet) => isBefore(bet.placedAt, end) && !(isFinal(bet) && isBefore(bet.state.settledAt, end)),
      ).length,
      retros: await store.retros.ofTeam(team.workspace, team.id),
      reasons: [],
      learnings: await store.learnings.ofTeam(team.workspace, team.id),
      nextSteps: await store.nextSteps.openOfTeam(team.workspace, team.id),
      goals: await store.goals.ofTeam(team.workspace, team.id, "all"),
      pulses: await store.pulses.ofTeam(team.workspace, team.id),
    });
    expect(await readRecap({ store, now: () => NOW, newId: () => "id" }, { team, quarter, at: NOW })).toEqual(
      expected,
    );
  },
);
