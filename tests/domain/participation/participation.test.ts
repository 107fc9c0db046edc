import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isConcentrated, participation, participationSpread } from "#domain/participation/participation.ts";

test.each([
  ["nobody", [], 3, 9, undefined],
  ["one below the threshold", [9, 1], 3, 9, undefined],
  ["the threshold", [9, 1, 0], 3, 9, { tookPart: 3, eligible: 9, entries: 10, mostEntries: 9 }],
  ["votes alone", [0, 0, 0], 3, 3, { tookPart: 3, eligible: 3, entries: 0, mostEntries: 0 }],
  ["a large channel", [1, 2, 3], 3, undefined, { tookPart: 3, entries: 6, mostEntries: 3 }],
  [
    "more people than Slack counts now",
    [1, 2, 3, 4],
    3,
    3,
    { tookPart: 4, eligible: 4, entries: 10, mostEntries: 4 },
  ],
] as const)("participation of %s", (_, people, threshold, eligible, spread) => {
  expect(participationSpread(people, { threshold, eligible })).toEqual(spread);
});

test.each([
  [7, 9, { kind: "some", tookPart: 7, eligible: 9 }],
  [8, 9, { kind: "nearly-all" }],
  [9, 9, { kind: "all" }],
  [3, 3, { kind: "all" }],
  [7, undefined, { kind: "some", tookPart: 7 }],
] as const)("shows %d of %s as %o", (tookPart, eligible, shown) => {
  const spread = { tookPart, entries: 0, mostEntries: 0, ...(eligible !== undefined && { eligible }) };
  expect(participation(spread)).toEqual(shown);
});

test.each([
  [9, 9, false],
  [10, 5, false],
  [10, 6, true],
  [0, 0, false],
  [200, 101, true],
])("of %d entries, %d by one person are concentrated: %s", (entries, mostEntries, expected) => {
  expect(isConcentrated({ tookPart: 3, entries, mostEntries: mostEntries })).toBe(expected);
});

test("ignores the order of people, and gives nothing below the threshold", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { maxLength: 12 }),
      fc.integer({ min: 3, max: 8 }),
      (people, threshold) => {
        const spread = participationSpread(people, { threshold });
        expect(participationSpread(people.toReversed(), { threshold })).toEqual(spread);
        expect(spread === undefined).toBe(people.length < threshold);
        if (spread) expect(spread.mostEntries).toBeLessThanOrEqual(spread.entries);
      },
    ),
  );
});
