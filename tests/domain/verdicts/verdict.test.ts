import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isComputed, progress, realisedValue, verdict } from "#domain/verdicts/verdict.ts";

describe("verdict from baseline, target and final value", () => {
  test.each([
    [32, 40, 40, "hit", 1],
    [32, 40, 44, "hit", 1.5],
    [32, 40, 39.9, "part-way", 0.9875],
    [32, 40, 36, "part-way", 0.5],
    [32, 40, 35.9, "missed", 0.4875],
    [32, 40, 32, "missed", 0],
    [32, 40, 31, "backfired", -0.125],
    // Lower is better.
    [40, 32, 32, "hit", 1],
    [40, 32, 30, "hit", 1.25],
    [40, 32, 36, "part-way", 0.5],
    [40, 32, 38, "missed", 0.25],
    [40, 32, 40, "missed", 0],
    [40, 32, 41, "backfired", -0.125],
    // Values that binary fractions cannot represent exactly.
    [0.2, 0.4, 0.3, "part-way", 0.5],
    [0.4, 0.2, 0.3, "part-way", 0.5],
    [0.1, 0.3, 0.2, "part-way", 0.5],
    [0.1, 0.7, 0.4, "part-way", 0.5],
    [0, 0.3, 0.1 + 0.2, "hit", 1],
    [0, 0.1 + 0.2, 0.3, "hit", 1],
    [1.1, 1.3, 1.2, "part-way", 0.5],
    // Across zero, very small, very large.
    [-5, 5, 0, "part-way", 0.5],
    [5, -5, 5.5, "backfired", -0.05],
    [0, 1e-9, 5e-10, "part-way", 0.5],
    [0, 1e15, 5e14, "part-way", 0.5],
  ] as const)("%d to %d: %d is a %s", (baseline, target, value, kind, share) => {
    expect(verdict({ baseline, target }, value)).toEqual({ kind, progress: share });
  });
});

/** Numbers as people write them: up to a million, with up to three decimals. */
const step = fc.integer({ min: -1_000_000, max: 1_000_000 });
const decimals = fc.integer({ min: 0, max: 3 });
const anyNumber = fc.double({ min: -1e15, max: 1e15, noNaN: true });

test("reaching or passing the target is a hit, whatever the numbers", () => {
  fc.assert(
    fc.property(anyNumber, anyNumber, anyNumber, (baseline, target, value) => {
      fc.pre(baseline !== target);
      fc.pre(target > baseline ? value >= target : value <= target);
      expect(verdict({ baseline, target }, value).kind).toBe("hit");
    }),
  );
  fc.assert(
    fc.property(anyNumber, anyNumber, (baseline, target) => {
      fc.pre(baseline !== target);
      expect(verdict({ baseline, target }, target)).toEqual({ kind: "hit", progress: 1 });
    }),
  );
});

test("exactly half of the way is part-way, up or down, for numbers as people write them", () => {
  fc.assert(
    fc.property(
      step,
      fc.integer({ min: 1, max: 500_000 }),
      fc.boolean(),
      decimals,
      (from, half, up, places) => {
        // Ten digits carry a way that is no smaller than a hundred-thousandth of the numbers.
        fc.pre(half * 50_000 >= Math.abs(from));
        const scale = 10 ** places;
        const sign = up ? 1 : -1;
        const terms = { baseline: from / scale, target: (from + 2 * half * sign) / scale };
        expect(verdict(terms, (from + half * sign) / scale)).toEqual({ kind: "part-way", progress: 0.5 });
      },
    ),
  );
});

test("progress is positive towards the target, negative away from it, and unsigned zero at the baseline", () => {
  fc.assert(
    fc.property(step, step, step, decimals, (a, b, c, places) => {
      const scale = 10 ** places;
      const [baseline, target, value] = [a / scale, b / scale, c / scale];
      fc.pre(baseline !== target);
      const share = progress({ baseline, target }, value);
      expect(Math.sign(share)).toBe(Math.sign((c - a) * Math.sign(b - a)) + 0);
      expect(verdict({ baseline, target }, value).kind === "backfired").toBe(share < 0);
    }),
  );
  expect(progress({ baseline: 40, target: 32 }, 40)).toBe(0);
});

test("negating a metric does not change its verdict", () => {
  fc.assert(
    fc.property(anyNumber, anyNumber, anyNumber, (baseline, target, value) => {
      fc.pre(baseline !== target);
      expect(verdict({ baseline: -baseline, target: -target }, -value).kind).toBe(
        verdict({ baseline, target }, value).kind,
      );
    }),
  );
});

test.each([
  [32, 37, 5],
  [40, 32.5, -7.5],
  [0.1, 0.3, 0.2],
  [5, 5, 0],
])("from %d to %d the realised value is %d", (baseline, value, realised) => {
  expect(realisedValue({ baseline }, value)).toBe(realised);
});

test("a declared verdict is not computed", () => {
  expect(isComputed({ kind: "stopped-early" })).toBe(false);
  expect(isComputed(verdict({ baseline: 0, target: 1 }, 1))).toBe(true);
});
