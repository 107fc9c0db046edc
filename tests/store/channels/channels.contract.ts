import { beforeEach, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const NO_SKIPS = { teams: [], workspaces: [] };
const THEIRS = "T2";

export function channelsContract(the: TestStore): void {
  const claim = (workspace: string, key: string) =>
    the.store.deliveries.claim(workspace, key, { at: AT, lookUpAt: later(1) });
  const next = async (workspaces: readonly string[] = []) =>
    (await the.store.deliveries.nextToPost(AT, { ...NO_SKIPS, workspaces }))?.workspace;

  beforeEach(async () => {
    for (const workspace of [W, THEIRS]) {
      await the.store.teams.add(team({ workspace }));
      await the.store.deliveries.enqueue(pendingMessage({ workspace }));
    }
  });

  test("resumes paused messages of one team, or of all", async () => {
    for (const workspace of [W, THEIRS]) {
      await claim(workspace, "card/bet");
      await the.store.deliveries.pause(workspace, "card/bet", "is_archived", later(9));
    }
    expect(await next()).toBeUndefined();
    await the.store.deliveries.resume(W, "another");
    expect(await next()).toBeUndefined();
    await the.store.deliveries.resume(W, "team");
    expect(await next()).toBe(W);
    expect(await next([W])).toBeUndefined();
    await the.store.deliveries.resumeAll();
    expect(await next([W])).toBe(THEIRS);
  });

  test("does not resume a message that Slack asked to post later", async () => {
    await claim(W, "card/bet");
    await the.store.deliveries.postpone(W, "card/bet", later(1));
    await the.store.deliveries.resume(W, "team");
    expect(await next([THEIRS])).toBeUndefined();
  });

  test("resumes pending updates, except one that Slack may still carry out", async () => {
    for (const workspace of [W, THEIRS]) {
      await claim(workspace, "card/bet");
      await the.store.deliveries.sent(workspace, "card/bet", "C1", "1.1");
      await the.store.deliveries.markStale(workspace, "card/bet");
    }
    await the.store.deliveries.updateLater(W, "card/bet", later(9));
    await the.store.deliveries.updateLater(THEIRS, "card/bet", later(9), later(9));
    await the.store.deliveries.resumeAll();
    const nextUpdate = async (workspaces: string[]) =>
      (await the.store.deliveries.nextToUpdate(AT, { teams: [], workspaces }))?.workspace;
    expect([await nextUpdate([]), await nextUpdate([W])]).toEqual([W, undefined]);
  });

  test("moves a channel's team and messages to its new id, in its workspace only", async () => {
    for (const workspace of [W, THEIRS]) {
      await claim(workspace, "card/bet");
      await the.store.deliveries.sent(workspace, "card/bet", "C1", "1.1");
    }
    expect(await the.store.teams.moveChannel(W, "C1", "C9")).toEqual(team({ channel: "C9" }));
    await the.store.deliveries.moveChannel(W, "C1", "C9");
    expect(await the.store.deliveries.findByMessage(W, "C9", "1.1")).toBeDefined();
    expect(await the.store.deliveries.findByMessage(THEIRS, "C1", "1.1")).toBeDefined();
    expect(await the.store.teams.find(THEIRS, "team")).toEqual(team({ workspace: THEIRS }));
    expect(await the.store.teams.moveChannel(W, "C1", "C9")).toBeUndefined();
  });

  test("does not move a team into another team's channel", async () => {
    await the.store.teams.add(team({ id: "other", channel: "C2" }));
    expect(await the.store.teams.moveChannel(W, "C1", "C2")).toBeUndefined();
    expect(await the.store.teams.find(W, "team")).toEqual(team());
  });

  test("reports an unknown time zone and keeps it until another is chosen", async () => {
    await the.store.teams.save(team({ timeZone: "Mars/Phobos" }));
    const lost = team({ timeZone: "UTC", lostTimeZone: "Mars/Phobos" });
    expect(await the.store.teams.find(W, "team")).toEqual(lost);
    await the.store.teams.save({ ...lost, name: "Renamed" });
    expect(await the.store.teams.find(W, "team")).toEqual({ ...lost, name: "Renamed" });
    await the.store.teams.save(team());
    expect(await the.store.teams.find(W, "team")).toEqual(team());
  });

  test("backs off longer with each failed attempt, until it is cleared", async () => {
    const { channelRetries } = the.store;
    for (const workspace of [W, THEIRS]) await channelRetries.backOff(workspace, "team", "retro/1", AT);
    expect(await channelRetries.retryAt(W, "retro/1")).toEqual(AT.add({ minutes: 1 }));
    await channelRetries.backOff(W, "team", "retro/1", AT);
    expect(await channelRetries.retryAt(W, "retro/1")).toEqual(AT.add({ minutes: 2 }));
    await channelRetries.backOff(W, "team", "retro/2", AT);
    await channelRetries.clear(W, "retro/2");
    await channelRetries.clearForTeam(W, "another");
    expect([await channelRetries.retryAt(W, "retro/1"), await channelRetries.retryAt(W, "retro/2")]).toEqual([
      AT.add({ minutes: 2 }),
      undefined,
    ]);
    await channelRetries.clearForTeam(W, "team");
    expect(await channelRetries.retryAt(W, "retro/1")).toBeUndefined();
    expect(await channelRetries.retryAt(THEIRS, "retro/1")).toEqual(AT.add({ minutes: 1 }));
    await channelRetries.clear(W, "retro/1");
    expect(await channelRetries.retryAt(THEIRS, "retro/1")).toBeDefined();
  });

  test("keeps the latest value of each part of the run state", async () => {
    expect(await the.store.runState.get("last-tick")).toBeUndefined();
    await the.store.runState.set("last-tick", "a");
    await the.store.runState.set("last-tick", "b");
    await the.store.runState.set("zone-data", "c");
    expect([await the.store.runState.get("last-tick"), await the.store.runState.get("zone-data")]).toEqual([
      "b",
      "c",
    ]);
  });
}
