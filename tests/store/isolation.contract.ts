import { beforeEach, expect, test } from "vitest";
import { settle } from "#domain/bets/bet.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import {
  addTeamAndBet,
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
} from "./contract/facts.ts";
import type { TestStore } from "./contract/the-store.ts";

// Each test gives two workspaces rows with the same ids, changes one workspace's rows and checks the other's.
const OURS = "T1";
const THEIRS = "T2";

export function isolationContract(the: TestStore): void {
  beforeEach(async () => {
    await addTeamAndBet(the.store, OURS);
    await addTeamAndBet(the.store, THEIRS);
  });

  test("teams", async () => {
    const { teams } = the.store;
    await teams.save(team({ workspace: OURS, name: "Changed" }));
    await teams.claimDigest(team({ workspace: OURS }), later(500));
    await teams.takeBetNumber(OURS, "team");
    const theirs = team({ workspace: THEIRS });
    expect(await teams.find(THEIRS, "team")).toEqual(theirs);
    expect(await teams.ofChannel(THEIRS, "C1")).toEqual(theirs);
    expect(await teams.ofChannels(THEIRS, ["C1"])).toEqual([theirs]);
    expect(await teams.takeBetNumber(THEIRS, "team")).toBe(1);
    expect(await teams.find("T3", "team")).toBeUndefined();
  });

  test("digests", async () => {
    const { digests } = the.store;
    const moment = "2026-11-06T15:00:00.000Z";
    const content = { due: [], keyResults: [], comingSteps: ["step"], askedSteps: [], droppedSteps: [] };
    const key = "digest/team/2026-W45";
    await digests.add({ workspace: OURS, key, team: "team", moment, isQuiet: true, content });
    expect(await digests.find(THEIRS, key)).toBeUndefined();
    expect(await digests.at(THEIRS, "team", moment)).toBeUndefined();
    expect(await digests.quietBefore(THEIRS, "team", "2026-12-01")).toBeUndefined();
    expect(await digests.showingStep(THEIRS, "team", "step")).toEqual([]);
    expect(await digests.showingStep(OURS, "team", "step")).toEqual([key]);
  });

  test("tokens", async () => {
    const { tokens } = the.store;
    const facts = { id: "token", team: "team", kind: "api", name: "job", scopes: ["read"] } as const;
    const [ours, theirs] = [OURS, THEIRS].map((workspace) => ({
      ...facts,
      workspace,
      scopes: [...facts.scopes],
      createdOn: onDay("2026-11-02"),
    }));
    const [secret = "", theirSecret = ""] = [await tokens.add(ours!), await tokens.add(theirs!)];
    expect(await tokens.withSecret("api", secret)).toEqual(ours);
    expect(await tokens.withSecret("api", theirSecret)).toEqual(theirs);
    await tokens.used(ours!, onDay("2026-11-03"));
    await tokens.remove(ours!, "token");
    expect(await tokens.list(theirs!)).toEqual([theirs]);
    expect(await tokens.withSecret("api", secret)).toBeUndefined();
    expect(await tokens.withSecret("api", theirSecret)).toEqual(theirs);
  });

  test("nudges", async () => {
    const { nudges } = the.store;
    const nudge = { kind: "handed-down-missed", bets: 3 } as const;
    await nudges.record(OURS, "team", { nudge, at: AT });
    await nudges.silence(OURS, "team", { kind: nudge.kind, until: onDay("2027-01-01") });
    expect(await nudges.toldAt(THEIRS, "team", AT)).toBeUndefined();
    expect(await nudges.toldSince(THEIRS, "team", AT)).toEqual([]);
    expect(await nudges.silenced(THEIRS, "team", onDay("2026-12-31"))).toEqual([]);
    expect(await nudges.unsilence(THEIRS, "team", nudge.kind)).toBe(false);
    expect(await nudges.silenced(OURS, "team", onDay("2026-12-31"))).toHaveLength(1);
  });

  test("bets", async () => {
    const { bets } = the.store;
    const settled = settle(bet({ workspace: OURS }), { kind: "invalid", reason: "why" }, 1, AT);
    if (!settled.ok) throw new Error(settled.error.kind);
    await bets.changeWords(OURS, "bet", { title: "Changed", belief: "Changed" });
    await bets.save(settled.value, "open");
    await bets.delete(OURS, "bet");
    const theirs = bet({ workspace: THEIRS });
    expect(await bets.find(THEIRS, "bet")).toEqual(theirs);
    expect(await bets.findByNumber(THEIRS, "team", 1)).toEqual(theirs);
    expect(await bets.ofTeam(THEIRS, "team")).toEqual([theirs]);
    expect(await bets.rounds(THEIRS, "bet")).toBe(0);
    expect(await bets.ofTeam("T3", "team")).toEqual([]);
  });

  test("rejects a bet that serves another workspace's key result", async () => {
    await the.store.goals.saveObjective(objective({ workspace: THEIRS }), AT);
    await the.store.goals.saveKeyResult(keyResult({ workspace: THEIRS }), AT);
    const foreign = bet({ workspace: OURS, id: "b", number: 2, keyResult: "key-result" });
    await expect(the.store.bets.add(foreign)).rejects.toThrow();
  });

  test("readings and disputes", async () => {
    const { readings, disputes } = the.store;
    await readings.add(OURS, "bet", "r", reading({ value: 1 }), later(2));
    await readings.add(THEIRS, "bet", "r", reading({ value: 2 }), later(1));
    await disputes.add(OURS, "bet", 1, "ours", AT);
    expect((await readings.find(THEIRS, "r"))?.reading.value).toBe(2);
    expect((await readings.latest(THEIRS, ["bet"])).get("bet")?.value).toBe(2);
    expect((await readings.latest("T3", ["bet"])).size).toBe(0);
    expect(await disputes.reason(THEIRS, "bet", 1)).toBeUndefined();
  });

  test("ballots", async () => {
    const { ballots } = the.store;
    await ballots.open(OURS, "poll");
    await ballots.open(THEIRS, "poll");
    await ballots.cast(OURS, "poll", "U1", "again");
    expect(await ballots.answerOf(THEIRS, "poll", "U1")).toBeUndefined();
    expect((await ballots.count(THEIRS, "poll")).size).toBe(0);
    await ballots.close(THEIRS, "poll");
    expect(await ballots.answerOf(OURS, "poll", "U1")).toBe("again");
  });

  test("retros and learnings", async () => {
    const { retros, learnings } = the.store;
    for (const workspace of [OURS, THEIRS]) {
      const closesAt = later(48);
      await retros.add({ id: "r", workspace, team: "team", bet: "bet", openedAt: AT, closesAt });
      await learnings.add(learning({ workspace }));
    }
    const votes = { themes: [{ theme: "luck" as const, votes: 3 }], decision: { kind: "none" as const } };
    await retros.close(OURS, "r", votes, later(1));
    await learnings.tally(OURS, "learning", 9);
    expect((await retros.find(THEIRS, "r"))?.state.kind).toBe("open");
    expect((await retros.ofBet(THEIRS, "bet"))?.state.kind).toBe("open");
    expect(await retros.ofTeam(THEIRS, "team")).toHaveLength(1);
    await retros.close(THEIRS, "r", { themes: [], decision: { kind: "too-few" } }, later(1));
    expect((await retros.find(OURS, "r"))?.state).toMatchObject({ tally: votes });
    await retros.reopen(OURS, "r", later(9));
    expect((await retros.find(THEIRS, "r"))?.state.kind).toBe("closed");
    expect(await retros.decision(THEIRS, "r")).toEqual({ kind: "too-few" });

    const theirs = [learning({ workspace: THEIRS })];
    expect(await learnings.find(THEIRS, "learning")).toEqual(theirs[0]);
    expect(await learnings.ofTeam(THEIRS, "team")).toEqual(theirs);
    expect(await learnings.ofBet(THEIRS, "bet")).toEqual(theirs);
  });

  test("pre-mortems", async () => {
    const { ballots, sealedTexts, retros, preMortems, bets } = the.store;
    const quarter = onDay("2026-10-01");
    for (const workspace of [OURS, THEIRS]) {
      await ballots.open(workspace, "poll");
      await sealedTexts.write(workspace, "poll", "U1", [workspace]);
      const facts = { id: "r", workspace, team: "team", bet: "bet", openedAt: AT, closesAt: later(48) };
      await retros.add({ ...facts, preMortem: "sealed" });
      await preMortems.addReasons(workspace, "r", [workspace]);
      await preMortems.lockPool({ workspace, team: "team", quarter }, AT);
    }
    await sealedTexts.write(OURS, "poll", "U1", []);
    await retros.savePreMortem(OURS, "r", "sealed", "shown");
    await preMortems.tally(OURS, "r", 1, 9);
    await preMortems.removePool({ workspace: OURS, team: "team", quarter });
    expect(await sealedTexts.textsOf(THEIRS, "poll", "U1")).toEqual([THEIRS]);
    expect(await sealedTexts.allShuffled(THEIRS, "poll")).toEqual([THEIRS]);
    expect(await sealedTexts.writers(THEIRS, "poll")).toBe(1);
    expect(await retros.withPreMortemSealed()).toMatchObject([{ workspace: THEIRS }]);
    expect(await preMortems.reasons(THEIRS, "r")).toEqual([{ place: 1, text: THEIRS, votes: 0 }]);
    expect(await preMortems.poolsEnded(AT)).toMatchObject([{ workspace: THEIRS }]);
    expect(await bets.lockOpen("T3", "bet")).toBe(false);
  });

  test("participation", async () => {
    const { participation } = the.store;
    const quarterOf = (workspace: string) => ({ workspace, team: "team", quarter: onDay("2026-10-01") });
    for (const workspace of [OURS, THEIRS])
      await participation.recordAct(quarterOf(workspace), later(1), "placed");
    const before = await participation.find(quarterOf(THEIRS));
    await participation.recordAct(quarterOf(OURS), later(1), "measured");
    await participation.saveCount(quarterOf(OURS), AT, { tookPart: 3, entries: 9, mostEntries: 5 });
    expect(await participation.find(quarterOf(THEIRS))).toEqual(before);
    expect(await participation.dueForCount(later(500), AT, 5)).toHaveLength(2);
    await participation.end(quarterOf(OURS), undefined);
    expect(await participation.ended(later(1), 5)).toEqual([quarterOf(THEIRS)]);
  });

  test("next steps", async () => {
    const { nextSteps } = the.store;
    for (const workspace of [OURS, THEIRS]) await nextSteps.add(nextStep({ workspace }));
    await nextSteps.carry(OURS, "team", onDay("2030-01-01"));
    await nextSteps.carry(THEIRS, "team", onDay("2030-01-01"));
    await nextSteps.resetCarried(OURS, "step");
    await nextSteps.mark(OURS, "step", "open", "dropped", AT);
    const theirs = nextStep({ workspace: THEIRS, timesCarriedOver: 1 });
    expect(await nextSteps.find(THEIRS, "step")).toEqual(theirs);
    expect(await nextSteps.openOfTeam(THEIRS, "team")).toEqual([theirs]);
    expect(await nextSteps.ofBet(THEIRS, "bet")).toEqual([theirs]);
  });

  test("goals", async () => {
    const { goals } = the.store;
    for (const workspace of [OURS, THEIRS]) {
      await goals.saveObjective(objective({ workspace }), AT);
      await goals.saveKeyResult(keyResult({ workspace }), AT);
    }
    await goals.saveObjective(objective({ workspace: OURS, title: "Changed" }), AT);
    await goals.saveKeyResult(keyResult({ workspace: OURS, current: 1 }), AT);
    const [theirs] = await goals.ofTeam(THEIRS, "team");
    expect(theirs).toEqual({
      objective: objective({ workspace: THEIRS }),
      keyResults: [keyResult({ workspace: THEIRS })],
    });
    expect(await goals.findObjective(THEIRS, "objective")).toEqual(theirs?.objective);
    expect(await goals.findKeyResult(THEIRS, "key-result")).toEqual(theirs?.keyResults[0]);
  });

  test("deliveries", async () => {
    const { deliveries } = the.store;
    const KEY = "card/bet";
    for (const workspace of [OURS, THEIRS])
      await deliveries.enqueue(pendingMessage({ workspace, kind: "review-prompt" }));
    await deliveries.claim(OURS, KEY, { at: AT, lookUpAt: later(1) });
    expect((await deliveries.find(THEIRS, KEY))?.state.kind).toBe("due");
    await deliveries.claim(THEIRS, KEY, { at: AT, lookUpAt: later(1) });
    await deliveries.sent(OURS, KEY, "C1", "1.1");
    expect((await deliveries.find(THEIRS, KEY))?.state.kind).toBe("sending");
    await deliveries.sent(THEIRS, KEY, "C9", "9.9");
    await deliveries.markStale(OURS, KEY);
    await deliveries.markPromptsStale(OURS, "bet");
    await deliveries.replaceAllOf(OURS, "bet", { kind: "deleted-bet", subject: "1" });
    const lease = { at: later(1), leaseUntil: later(2), settledAt: later(3) };
    expect(await deliveries.claimUpdate(THEIRS, KEY, lease)).toBe(false);
    expect((await deliveries.find(THEIRS, KEY))?.state).toMatchObject({ ts: "9.9", changes: 0 });
    for (const change of [
      () => deliveries.refused(OURS, KEY, "why"),
      () => deliveries.updateLater(OURS, KEY, later(1), later(2)),
      () => deliveries.updated(OURS, KEY, 1, AT),
      () => deliveries.updateRefused(OURS, KEY, 1, "why"),
      () => deliveries.pause(OURS, KEY, "why", AT),
      () => deliveries.postpone(OURS, KEY, AT),
    ])
      await change();
    expect((await deliveries.find(THEIRS, KEY))?.state.kind).toBe("sent");

    for (const workspace of [OURS, THEIRS]) {
      await deliveries.postpone(workspace, KEY, AT);
      await deliveries.claim(workspace, KEY, { at: AT, lookUpAt: later(1) });
      await deliveries.uncertain(workspace, KEY, AT, later(1));
    }
    const skips = { teams: [], workspaces: [THEIRS] };
    expect(await deliveries.nextToLookUp(later(1), skips)).toMatchObject({ workspace: OURS });
    for (const change of [
      () => deliveries.dismiss(OURS, KEY, "why"),
      () => deliveries.postAgain(OURS, KEY),
      () => deliveries.notFound(OURS, KEY, AT),
      () => deliveries.unknown(OURS, KEY, AT, AT),
      () => deliveries.found(OURS, KEY, AT, { channel: "C1", ts: "1.1" }),
    ])
      await change();
    expect((await deliveries.find(THEIRS, KEY))?.state.kind).toBe("uncertain");
    expect(await deliveries.blocked(THEIRS, "team")).toHaveLength(1);
    expect(await deliveries.blocked(OURS, "team")).toEqual([]);
  });

  test("search", async () => {
    for (const workspace of [OURS, THEIRS]) await the.store.learnings.add(learning({ workspace }));
    const found = (workspace: string, words: string) =>
      the.store.search.find(workspace, matchingAllWords(words), { teams: ["team"], limit: 9 });
    expect(await found(THEIRS, "checklist")).toHaveLength(1);
    expect(await found(THEIRS, "decided")).toHaveLength(1);
    expect(await found("T3", "checklist")).toEqual([]);
    const settled = settle(bet({ workspace: OURS }), { kind: "invalid", reason: "mismeasured" }, 1, AT);
    if (!settled.ok) throw new Error(settled.error.kind);
    await the.store.bets.save(settled.value, "open");
    expect(await found(OURS, "mismeasured")).toHaveLength(1);
    expect(await found(THEIRS, "mismeasured")).toEqual([]);
    expect(await the.store.bets.findAll(THEIRS, ["bet"])).toEqual([bet({ workspace: THEIRS })]);
    expect(await the.store.bets.findAll("T3", ["bet"])).toEqual([]);
    expect(await the.store.learnings.findAll(THEIRS, ["learning"])).toEqual([
      learning({ workspace: THEIRS }),
    ]);
    expect(await the.store.learnings.ofBets("T3", ["bet"])).toEqual([]);
  });

  test("requests from Slack", async () => {
    const { requests } = the.store;
    const today = onDay("2026-11-10");
    expect(await requests.claim(OURS, "1.2.a", today)).toBe(true);
    expect(await requests.claim(THEIRS, "1.2.a", today)).toBe(true);
    expect(await requests.claim(OURS, "1.2.a", today)).toBe(false);
  });
}
