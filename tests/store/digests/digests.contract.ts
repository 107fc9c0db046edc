import { expect, test } from "vitest";
import { team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const content = {
  due: ["bet"],
  keyResults: [
    {
      id: "key-result",
      standing: "behind",
      current: 61.5,
      pace: { kind: "behind", by: 8 },
      isNews: true,
    },
  ],
  comingSteps: ["coming"],
  askedSteps: ["asked"],
  droppedSteps: [],
} as const;

const digest = {
  workspace: W,
  key: "digest/team/2026-W45",
  team: "team",
  moment: "2026-11-06T15:00:00.000Z",
  isQuiet: false,
  content,
} as const;
const quiet = {
  ...digest,
  key: "digest/team/2026-W46",
  moment: "2026-11-13T15:00:00.000Z",
  isQuiet: true,
} as const;

export function digestsContract(the: TestStore): void {
  test("keeps the first content of a key, and finds it by key and by moment", async () => {
    await the.store.teams.add(team());
    const { digests } = the.store;
    await digests.add(digest);
    await digests.add({ ...digest, content: { ...content, due: [] } });
    expect(await digests.find(W, digest.key)).toEqual(digest);
    expect(await digests.at(W, "team", digest.moment)).toEqual(digest);
    expect(await digests.at(W, "another", digest.moment)).toBeUndefined();
    expect(await digests.find(W, "digest/team/2026-W44")).toBeUndefined();
  });

  test("takes no posted week for a digest of its moment", async () => {
    await the.store.teams.add(team());
    await the.store.digests.add({ ...digest, key: "posted-week/1" });
    expect(await the.store.digests.at(W, "team", digest.moment)).toBeUndefined();
  });

  test("finds the last quiet digest before a moment", async () => {
    await the.store.teams.add(team());
    const { digests } = the.store;
    await digests.add(digest);
    await digests.add(quiet);
    expect(await digests.quietBefore(W, "team", "2026-11-20T15:00:00.000Z")).toBe(quiet.moment);
    expect(await digests.quietBefore(W, "team", quiet.moment)).toBeUndefined();
  });

  test("finds what shows a step", async () => {
    await the.store.teams.add(team());
    const { digests } = the.store;
    await digests.add(digest);
    await digests.add({ ...quiet, content: { ...content, askedSteps: ["asked-too"], comingSteps: [] } });
    expect(await digests.showingStep(W, "team", "asked")).toEqual([digest.key]);
    expect(await digests.showingStep(W, "team", "bet")).toEqual([]);
  });
}
