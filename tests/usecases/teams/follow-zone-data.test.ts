import { expect, test } from "vitest";
import { openDatabase } from "#store/database/database.ts";
import { storeIn } from "#store/store.ts";
import { followZoneData } from "#usecases/teams/follow-zone-data.ts";
import { aBet, aTeam, instant } from "#tests/support/facts.ts";

test("new zone data reschedules the next digest and reviews; the same data changes nothing", async () => {
  const db = await openDatabase({ kind: "file", path: ":memory:" });
  const store = storeIn(db, new Uint8Array(32));
  // Scheduled as if Berlin had permanent summer time.
  await store.teams.add(aTeam({ nextDigestAt: instant("2026-12-11T14:00:00Z") }));
  await store.bets.add(aBet(1, { review: { prompts: 0, nextPromptAt: instant("2027-01-15T08:00:00Z") } }));
  const deps = { store, now: () => instant("2026-12-09T09:00:00Z"), newId: () => "id" };
  const moments = async () => [
    (await store.teams.find("T0", "team"))?.nextDigestAt.toString(),
    (await store.bets.find("T0", "bet-1"))?.review.nextPromptAt?.toString(),
  ];
  const before = await moments();
  await followZoneData(deps, "2026b");
  await followZoneData(deps, "2026b");
  expect(await moments()).toEqual(before);
  await followZoneData(deps, "2026c");
  expect(await moments()).toEqual(["2026-12-11T15:00:00Z", "2027-01-15T09:00:00Z"]);
  await db.destroy();
});
