import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNumber, readNumber } from "#slack/kit/numbers.ts";

const NB = "\u00a0";

describe("reads unambiguous numbers", () => {
  test.each([
    ["34.5", 34.5],
    ["34,5", 34.5],
    ["  7 ", 7],
    ["-3", -3],
    ["\u22123", -3],
    ["–3", -3],
    ["-0", 0],
    [".5", 0.5],
    ["007", 7],
    ["0.125", 0.125],
    ["0,125", 0.125],
    ["1.2345", 1.2345],
    ["1,2345", 1.2345],
    ["1234.567", 1234.567],
    ["1,200", 1200],
    ["12,345", 12_345],
    ["1 200", 1200],
    [`1${NB}200`, 1200],
    ["1\u202f200", 1200],
    ["1\u2009200", 1200],
    ["1 200 300,5", 1_200_300.5],
    ["1,200.5", 1200.5],
    ["1.200,5", 1200.5],
    ["1.200.000", 1_200_000],
    ["1'200", 1200],
    ["1’200,50", 1200.5],
    ["12k", 12_000],
    ["12K", 12_000],
    ["1.2M", 1_200_000],
    ["1.1M", 1_100_000],
    ["3 million", 3_000_000],
    ["３４．５", 34.5],
    ["\u200e34.5\u200f", 34.5],
    ["1000000000000000", 1e15],
  ])("%j is %d", (text, value) => {
    expect(readNumber(text)).toEqual({ ok: true, value: { value } });
  });

  test.each([
    ["34.5%", 34.5, "%"],
    ["34,5 %", 34.5, "%"],
    ["３４％", 34, "%"],
    ["12 percent", 12, "%"],
    ["$1,200", 1200, "$"],
    ["-$5", -5, "$"],
    ["$-5", -5, "$"],
    ["$12k", 12_000, "$"],
    ["1200 €", 1200, "€"],
    ["1.1M€", 1_100_000, "€"],
    ["CHF 1'200", 1200, "CHF"],
    ["12 points", 12, "points"],
    ["12kg", 12, "kg"],
    ["12 m", 12, "m"],
    ["12k users", 12_000, "users"],
    ["5 orders per day", 5, "orders per day"],
    ["5 €/month", 5, "€/month"],
  ])("%j is %d and the unit %s", (text, value, unit) => {
    expect(readNumber(text)).toEqual({ ok: true, value: { value, unit } });
  });
});

describe("refuses ambiguous numbers with their readings", () => {
  test.each([
    ["1.200", ["1.2000", "1200"]],
    ["3.125", ["3.1250", "3125"]],
    ["-$1.200", ["-$1.2000", "-$1200"]],
    ["1.200 €", ["1.2000 €", "1200 €"]],
    ["1.200k", ["1.2000k", "1200k"]],
    ["+3", ["3"]],
    ["~34", ["34"]],
    ["about 5", ["5"]],
    ["~1.200", ["1.2000", "1200"]],
    ["34-35", ["34", "35"]],
    ["34 – 35%", ["34%", "35%"]],
    ["12 k", ["12", "12000"]],
    ["12m", ["12", "12000000"]],
    ["$12 M", ["$12", "$12000000"]],
  ])("%j may be %j", (text, readings) => {
    expect(readNumber(text)).toEqual({ ok: false, error: { kind: "ambiguous-number", text, readings } });
    expect(readings.map((reading) => readNumber(reading).ok)).not.toContain(false);
  });

  test("reads each reading of 3.125 as what it says", () => {
    expect(readNumber("3.1250")).toEqual({ ok: true, value: { value: 3.125 } });
    expect(readNumber("3125")).toEqual({ ok: true, value: { value: 3125 } });
  });
});

test.each([
  "",
  " ",
  "lots",
  "Infinity",
  "NaN",
  "1e5",
  "1,20,0",
  "1 20",
  "1,20,000",
  "0 200",
  "1,200,00",
  "1.5,5",
  "1,200'300",
  "1,200 1,300",
  "34.",
  "- 3",
  "--3",
  "-+3",
  "1/2",
  "12:30",
  "2h30",
  "5pm",
  "3rd",
  "3x",
  "3 times",
  "34 or 35",
  "34ish",
  "12+",
  "MAX 40",
  "1234567890123456",
  "2000000000000000",
  "2000T",
  "<@U123>",
  "🎉",
  "٣٤",
])("refuses %j as no number", (text) => {
  expect(readNumber(text)).toEqual({ ok: false, error: { kind: "no-number", text } });
});

describe("formats numbers for people", () => {
  test.each([
    [34.5, "%", `34.5${NB}%`],
    [0.1 + 0.2, undefined, "0.3"],
    [1200, "", "1,200"],
    [1200, "€", "€1,200"],
    [-1200, "US$", "-US$1,200"],
    [12, " points ", `12${NB}points`],
    [3.125, undefined, "3.1250"],
    [1234.125, undefined, "1,234.125"],
    [2.99999, undefined, "3"],
    [0.00001234567, undefined, "0.00001235"],
    [123456789012.3456, undefined, "123,456,789,012.346"],
    [-0, "%", `0${NB}%`],
    [-1e-20, undefined, "0"],
    [1e15, undefined, "1,000,000,000,000,000"],
  ])("%d with unit %j as %j", (value, unit, text) => {
    expect(formatNumber(value, unit)).toBe(text);
  });

  const value = fc.oneof(
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.double({ min: -2000, max: 2000, noNaN: true }),
    fc.integer({ min: -10_000_000, max: 10_000_000 }).map((thousandths) => thousandths / 1000),
  );
  const unit = fc.constantFrom(
    undefined,
    "%",
    "€",
    "$",
    "US$",
    "points",
    "m",
    "ms",
    "orders per day",
    "€/month",
    "CHF",
  );

  test("so that they are read back as the same number, to four decimals or four digits", () => {
    fc.assert(
      fc.property(value, unit, (value, unit) => {
        const read = readNumber(formatNumber(value, unit));
        expect(read).toMatchObject({ ok: true });
        if (!read.ok) return;
        expect(read.value.unit).toBe(unit);
        const allowed = Math.max(Math.min(0.00005, Math.abs(value) * 0.0005), 5e-13, Math.abs(value) * 1e-14);
        expect(Math.abs(read.value.value - value)).toBeLessThanOrEqual(allowed * 1.0001);
        expect(formatNumber(read.value.value, unit)).toBe(formatNumber(value, unit));
      }),
      { numRuns: 2000 },
    );
  });
});

test("answers any text with a finite number, valid readings or a refusal", () => {
  const pieces = fc.constantFrom(
    ..."0123456789.,' -+~%€$kMm→/e".split(""),
    "12",
    "200",
    " points",
    "about ",
    NB,
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const read = readNumber(text);
        if (read.ok) expect(Math.abs(read.value.value)).toBeLessThanOrEqual(1e15);
        else if (read.error.kind === "ambiguous-number") {
          expect(read.error.readings).not.toEqual([]);
          expect(read.error.readings.map((reading) => readNumber(reading).ok)).not.toContain(false);
        }
      },
    ),
    { numRuns: 5000 },
  );
});
