import { assert, bigInt, date, double, integer, maxSafeInteger, property } from "fast-check";
import { expect, test } from "vitest";
import { fillDays } from "#sources/values/days.ts";
import { exactNumber, writtenNumber } from "#sources/values/numbers.ts";
import { DAY } from "#tests/support/sources.ts";

test("every finite double is read as it was written", () => {
  assert(
    property(double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(writtenNumber(String(value))).toEqual({ ok: true, value: value === 0 ? 0 : value });
    }),
  );
});

test("a whole number is read exactly or not at all", () => {
  assert(
    property(bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (value) => {
      const read = exactNumber(String(value));
      expect(read.ok ? BigInt(read.value) : BigInt(Number(value)) !== value).toBe(read.ok ? value : true);
    }),
  );
  assert(
    property(maxSafeInteger(), (value) => {
      expect(exactNumber(String(value)).ok).toBe(true);
    }),
  );
});

test("days are filled in as ISO dates, and nothing else changes", () => {
  const around = { min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true };
  assert(
    property(date(around), integer({ min: 0, max: 9_999 }), (at, days) => {
      const day = Temporal.PlainDate.from(at.toISOString().slice(0, 10));
      expect(fillDays(`{day}|{day-${days}}`, day)).toBe(
        `${day.toString()}|${day.subtract({ days }).toString()}`,
      );
    }),
  );
  for (const text of ["{Day}", "{ day }", "{day-}", "{day-12345}", "{days}", '{job="day"}', "$&"])
    expect(fillDays(text, DAY)).toBe(text);
});
