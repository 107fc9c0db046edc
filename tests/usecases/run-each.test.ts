import { expect, test } from "vitest";
import { runEach } from "#usecases/run-each.ts";

/** Runs on 1 to 4, failing at some; what was done, and what was thrown. */
async function runWithFaults(...failing: number[]) {
  const done: number[] = [];
  const thrown = await runEach([1, 2, 3, 4], (item) => {
    if (failing.includes(item)) return Promise.reject(new Error(`fault at ${item}`));
    done.push(item);
    return Promise.resolve();
  }).catch((fault: unknown) => fault);
  return { done, thrown };
}

test("without a fault every item is run, in order", async () => {
  expect(await runWithFaults()).toEqual({ done: [1, 2, 3, 4], thrown: undefined });
});

test("a single fault is thrown as it is, after the other items have run", async () => {
  expect(await runWithFaults(2)).toEqual({ done: [1, 3, 4], thrown: new Error("fault at 2") });
});

test("several faults are thrown together", async () => {
  const { done, thrown } = await runWithFaults(1, 4);
  expect(done).toEqual([2, 3]);
  expect(thrown).toMatchObject({
    message: "2 of 4 items failed",
    errors: [new Error("fault at 1"), new Error("fault at 4")],
  });
});

test("lets other work in between two items", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("a request"));
  await runEach([1, 2], (item) => Promise.resolve(order.push(`item ${item}`)));
  expect(order).toEqual(["item 1", "a request", "item 2"]);
});
