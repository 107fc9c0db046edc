import { expect, test } from "vitest";
import { openDatabase } from "#store/database/database.ts";
import { type Store, storeIn } from "#store/store.ts";
import { changeSettings } from "#usecases/teams/change-settings.ts";
import { sendDueDigests } from "#usecases/digests/send-due-digests.ts";
import { aBet, aLearning, aStep, aTeam, day, instant } from "#tests/support/facts.ts";

const FRIDAY = instant("2026-12-11T15:00:00Z");

async function withStore(run: (store: Store) => Promise<void>): Promise<void> {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  const store = storeIn(db, new Uint8Array(32));
  await store.teams.add(aTeam({ nextDigestAt: FRIDAY }));
  await store.bets.add(aBet(1));
  await store.learnings.add(aLearning("News of the week"));
  await run(store);
  await db.destroy();
}

const depsAt = (store: Store, at: Temporal.Instant) => ({ store, now: () => at, newId: () => "id" });
const nextDelivery = async (store: Store, at: Temporal.Instant): Promise<string | undefined> => {
  const delivery = await store.deliveries.nextToPost(at, { teams: [], workspaces: [] });
  return delivery && `${delivery.key} ${delivery.subject}`;
};

test("concurrent runs enqueue the digest once and carry overdue steps over once", () =>
  withStore(async (store) => {
    await store.nextSteps.add(aStep("was due", { dueOn: day("2026-12-10") }));
    await store.nextSteps.add(aStep("due today", { dueOn: day("2026-12-11") }));
    const due = FRIDAY.add({ minutes: 1 });
    await Promise.all([1, 2, 3].map(() => sendDueDigests(depsAt(store, due))));
    expect(await nextDelivery(store, due)).toBe("digest/team/2026-W50 2026-12-11T15:00:00.000Z");
    const carried = async () =>
      (await store.nextSteps.openOfTeam("T0", "team")).map((step) => step.timesCarriedOver);
    expect(await carried()).toEqual([1, 0]);
    await sendDueDigests(depsAt(store, FRIDAY.add({ hours: 7 * 24 })));
    expect(await carried()).toEqual([2, 1]);
  }));

test("concurrent runs decide once that a week is quiet, and carry overdue steps over once", () =>
  withStore(async (store) => {
    await store.nextSteps.add(aStep("was due", { dueOn: day("2026-12-10") }));
    const week = FRIDAY.add({ hours: 7 * 24 });
    await sendDueDigests(depsAt(store, FRIDAY));
    const first = await nextDelivery(store, FRIDAY);
    await store.deliveries.refused("T0", "digest/team/2026-W50", "channel_not_found");
    await Promise.all([1, 2, 3].map(() => sendDueDigests(depsAt(store, week))));
    expect([first, await nextDelivery(store, week)]).toEqual([
      "digest/team/2026-W50 2026-12-11T15:00:00.000Z",
      "digest/team/2026-W51 2026-12-18T15:00:00.000Z",
    ]);
    expect((await store.nextSteps.openOfTeam("T0", "team"))[0]?.timesCarriedOver).toBe(2);
  }));

test("a skipped digest carries no steps over", () =>
  withStore(async (store) => {
    await store.nextSteps.add(aStep("was due", { dueOn: day("2026-12-01") }));
    const late = FRIDAY.add({ hours: 30 });
    await sendDueDigests(depsAt(store, late));
    expect(await nextDelivery(store, late)).toBeUndefined();
    expect((await store.nextSteps.openOfTeam("T0", "team"))[0]?.timesCarriedOver).toBe(0);
    expect((await store.teams.find("T0", "team"))?.nextDigestAt).toEqual(instant("2026-12-18T15:00:00Z"));
  }));

test("changing the settings in the minute a digest is due does not lose it", () =>
  withStore(async (store) => {
    const due = FRIDAY.add({ seconds: 30 });
    await changeSettings(depsAt(store, due), {
      workspace: "T0",
      team: "team",
      settings: { ...aTeam(), digestDay: 3 },
    });
    await sendDueDigests(depsAt(store, due));
    expect(await nextDelivery(store, due)).toBeDefined();
    expect((await store.teams.find("T0", "team"))?.nextDigestAt).toEqual(instant("2026-12-16T15:00:00Z"));
  }));

test("a fault in one team's digest does not keep the digest of another team back", () =>
  withStore(async (store) => {
    await store.teams.add(aTeam({ id: "other", channel: "C-OTHER", name: "Other", nextDigestAt: FRIDAY }));
    const fault = new Error("the disk is full");
    let transactions = 0;
    const failingOnce: Store = {
      ...store,
      transaction: (work) => ((transactions += 1) === 1 ? Promise.reject(fault) : store.transaction(work)),
    };
    await expect(sendDueDigests(depsAt(failingOnce, FRIDAY))).rejects.toBe(fault);
    const waiting = await store.teams.withDigestDue(FRIDAY);
    expect(waiting).toHaveLength(1);
    await sendDueDigests(depsAt(store, FRIDAY));
    expect(await store.teams.withDigestDue(FRIDAY)).toEqual([]);
  }));
