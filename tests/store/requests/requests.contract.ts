import { expect, test } from "vitest";
import { onDay, W } from "#tests/store/contract/facts.ts";
import type { The } from "#tests/store/contract/the-store.ts";

const TODAY = onDay("2026-11-10");

export function requestsContract(the: The): void {
  test("a request is taken once, also of many at once, and each of two is", async () => {
    const take = (name: string) => the.store.requests.take(W, name, TODAY);
    const taken = await Promise.all(["1.2.a", "1.2.a", "1.2.a", "1.2.b"].map(take));
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect(await take("1.2.a")).toBe(false);
  });

  test("old ones are forgotten, those of the day itself are not", async () => {
    const { requests } = the.store;
    await requests.take(W, "old", TODAY.subtract({ days: 1 }));
    await requests.take(W, "new", TODAY);
    await requests.forget(TODAY);
    expect(await requests.take(W, "new", TODAY)).toBe(false);
    expect(await requests.take(W, "old", TODAY)).toBe(true);
  });

  test("the name that Slack gave it is not kept", async () => {
    await the.store.requests.take(W, "13345224609.738474920.8088930838d88f00", TODAY);
    const [row] = await the.db.selectFrom("requests").selectAll().execute();
    expect(row).toEqual({
      workspace: W,
      hash: expect.stringMatching(/^[\w-]{43}$/),
      taken_on: "2026-11-10",
    });
  });
}
