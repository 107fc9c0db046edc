import { expect, test } from "vitest";
import { onDay, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const TODAY = onDay("2026-11-10");

export function requestsContract(the: TestStore): void {
  test("takes each request once, even if it arrives several times at once", async () => {
    const take = (id: string) => the.store.requests.claim(W, id, TODAY);
    const taken = await Promise.all(["1.2.a", "1.2.a", "1.2.a", "1.2.b"].map(take));
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect(await take("1.2.a")).toBe(false);
  });

  test("forgets requests from before a day, but not those of the day itself", async () => {
    const { requests } = the.store;
    await requests.claim(W, "old", TODAY.subtract({ days: 1 }));
    await requests.claim(W, "new", TODAY);
    await requests.deleteBefore(TODAY);
    expect(await requests.claim(W, "new", TODAY)).toBe(false);
    expect(await requests.claim(W, "old", TODAY)).toBe(true);
  });

  test("stores only a hash of Slack's id for the request", async () => {
    await the.store.requests.claim(W, "13345224609.738474920.8088930838d88f00", TODAY);
    const [row] = await the.db.selectFrom("requests").selectAll().execute();
    expect(row).toEqual({
      workspace: W,
      hash: expect.stringMatching(/^[\w-]{43}$/),
      taken_on: "2026-11-10",
    });
  });
}
