import { expect, test } from "vitest";
import { keys } from "#domain/deliveries/delivery.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import type { Answers, PulseQuestion } from "#domain/pulses/pulse.ts";
import type { Store } from "#store/store.ts";
import {
  AT,
  bet,
  keyResult,
  later,
  learning,
  nextStep,
  objective,
  onDay,
  pendingMessage,
  reading,
  team,
  W,
} from "#tests/store/contract/facts.ts";
import { sourceUse } from "#tests/store/sources/source-uses.contract.ts";
import { tablesOf, type TestStore } from "#tests/store/contract/the-store.ts";

/** Adds rows of a team to every table. Each row contains `name`, which tells whose it is. */
async function seed(store: Store, workspace: string, name: string): Promise<void> {
  const id = (what: string) => `${name}-${what}`;
  const its = { workspace, team: id("team") };
  const growth = team({ workspace, id: id("team"), channel: id("channel") });
  await store.teams.add(growth);
  await store.goals.saveObjective(objective({ ...its, id: id("objective") }), AT);
  await store.goals.saveKeyResult(
    keyResult({ workspace, id: id("key-result"), objective: id("objective") }),
    AT,
  );
  const placed = bet({ ...its, id: id("bet"), keyResult: id("key-result") });
  await store.bets.add(placed);
  const { terms } = bet();
  await store.bets.amend(placed, { terms: { ...terms, reviewOn: onDay("2027-01-31") }, reason: "why" }, AT);
  await store.readings.add(workspace, id("bet"), id("reading"), reading(), AT);
  await store.sourceUses.save(sourceUse({ ...its, subject: id("bet") }));
  await store.disputes.add(workspace, id("bet"), 1, "why", AT);
  await store.retros.add({ ...its, id: id("retro"), bet: id("bet"), openedAt: AT, closesAt: later(48) });
  await store.preMortems.addReasons(workspace, id("retro"), ["nobody asked support"]);
  const pool = { workspace, team: id("team"), quarter: onDay("2026-10-01") };
  await store.preMortems.lockPool(pool, later(1_000));
  await store.participation.recordAct(pool, later(1_000), "placed");
  const tally = {
    themes: [{ theme: "luck" as const, votes: 3 }],
    decision: { kind: "none" as const },
  };
  await store.retros.close(workspace, id("retro"), tally, later(48));
  const waiting: Answers = { basis: "waiting", ratings: new Map([[4, 1]]) };
  const answers = new Map<PulseQuestion, Answers>([["purpose", waiting]]);
  for (const pulse of ["pulse", "open-pulse"])
    await store.pulses.add({ ...its, id: id(pulse), openedAt: AT, closesAt: later(72), threshold: 3 });
  await store.pulses.close(workspace, id("pulse"), { kind: "counted", answered: 1, answers }, later(72));
  await store.learnings.add(learning({ ...its, id: id("learning"), bet: id("bet") }));
  await store.nextSteps.add(nextStep({ ...its, id: id("step"), bet: id("bet") }));
  await store.deliveries.enqueue(pendingMessage({ ...its, key: keys.card(id("bet")), subject: id("bet") }));
  await store.nudges.record(workspace, id("team"), {
    nudge: { kind: "handed-down-missed", bets: 3 },
    at: AT,
  });
  await store.digests.add({
    ...its,
    key: keys.digest(id("team"), "2026-W45"),
    moment: AT.toString(),
    isQuiet: false,
    content: { due: [id("bet")], keyResults: [], comingSteps: [], askedSteps: [], droppedSteps: [] },
  });
  await store.tokens.add({
    ...its,
    id: id("token"),
    kind: "api",
    name: "nightly job",
    scopes: ["read"],
    createdOn: onDay("2026-11-02"),
  });
  const asked = { workspace, token: id("token"), key: id("key"), content: "" };
  await store.idempotencyKeys.claim(asked, { newId: id("new"), at: AT, staleBefore: AT });
  await store.idempotencyKeys.record(asked, { status: 201, body: "{}", team: id("team"), bet: id("bet") });
  await store.nudges.silence(workspace, id("team"), { kind: "too-safe", until: onDay("2027-01-01") });
  await store.channelRetries.backOff(workspace, id("team"), keys.retro(id("retro")), AT);
  for (const poll of [
    keys.confidence(id("bet")),
    keys.verdict(id("bet"), 2),
    keys.retroDecision(id("retro")),
    keys.pulseQuestion(id("open-pulse"), "purpose"),
    keys.preMortem(id("bet")),
    keys.preMortemPool(id("team"), onDay("2026-10-01")),
    keys.participation(id("team"), onDay("2026-10-01")),
  ]) {
    await store.ballots.open(workspace, poll, 3);
    await store.ballots.cast(workspace, poll, "U1", "again");
  }
}

/** Tables without anything about a team. */
const WITHOUT_TEAM = new Set(["requests", "marks"]);

/** All rows by table, separated into those of one team and all others. */
async function rowsOf({ db }: TestStore, workspace: string, name: string) {
  const tables = (await tablesOf(db)).filter((table) => !WITHOUT_TEAM.has(table)).toSorted();
  const its: Record<string, unknown[]> = {};
  const others: Record<string, unknown[]> = {};
  for (const table of tables) {
    const rows: { workspace: string }[] = await db.selectFrom(table).selectAll().execute();
    const isTeams = (row: { workspace: string }) =>
      row.workspace === workspace && JSON.stringify(row).includes(`${name}-`);
    its[table] = rows.filter(isTeams);
    others[table] = rows.filter((row) => !isTeams(row));
  }
  return { its, others };
}

export function eraseTeamContract(the: TestStore): void {
  test("erases a team's rows from every table, and no other rows", async () => {
    await seed(the.store, W, "gone");
    await seed(the.store, W, "kept");
    await seed(the.store, "T2", "gone");
    const found = () =>
      the.store.search.find(W, matchingAllWords("checklist"), {
        teams: ["gone-team", "kept-team"],
        limit: 9,
      });
    expect(await found()).toHaveLength(2);
    const before = await rowsOf(the, W, "gone");
    // If this fails for a new table: add it to `seed` above and to src/store/teams/erase-team.ts.
    expect(Object.entries(before.its).filter(([, rows]) => rows.length === 0)).toEqual([]);

    await the.store.transaction((tx) => tx.eraseTeam(W, "gone-team"));
    const after = await rowsOf(the, W, "gone");
    expect(Object.entries(after.its).filter(([, rows]) => rows.length > 0)).toEqual([]);
    expect(after.others).toEqual(before.others);
    expect((await found()).map(({ id }) => id)).toEqual(["kept-bet"]);
    expect(await the.store.teams.add(team({ id: "anew", channel: "gone-channel" }))).toBe(true);
  });

  test("changes nothing if the team doesn't exist", async () => {
    await seed(the.store, W, "kept");
    const before = await rowsOf(the, W, "kept");
    await the.store.transaction((tx) => tx.eraseTeam("T2", "kept-team"));
    await the.store.transaction((tx) => tx.eraseTeam(W, "none"));
    expect(await rowsOf(the, W, "kept")).toEqual(before);
  });
}
