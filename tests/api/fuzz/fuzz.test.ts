import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";

test("random requests get no fault, and only answers that the document describes", async () => {
  const { requests, wrong, logged, statuses } = await fuzz({ requests: 400, seed: 7 });
  expect([requests, wrong, logged]).toEqual([400, [], []]);
  const counts = [...statuses.values()].flatMap((byStatus) => [...byStatus.keys()]);
  for (const status of [200, 201, 401, 403, 404, 422]) expect(counts).toContain(status);
});
