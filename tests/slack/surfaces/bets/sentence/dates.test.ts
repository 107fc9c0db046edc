import { describe, expect, test } from "vitest";
import { readBetSentence } from "#slack/surfaces/bets/sentence/bet-sentence.ts";

// A Monday.
const at = { now: Temporal.Instant.from("2026-12-07T10:00:00Z"), timeZone: "Europe/Berlin" };

describe("reads the periods that teams plan in, which end on their last working day", () => {
  test.each([
    ["in Q1", "2027-03-31"],
    ["by Q1", "2027-03-31"],
    ["until Q2", "2027-06-30"],
    ["Q1", "2027-03-31"],
    ["by q3 2027", "2027-09-30"],
    ["in Q1 2028", "2028-03-31"],
    ["end of Q2", "2027-06-30"],
    ["by end of Q2", "2027-06-30"],
    ["by the end of Q2", "2027-06-30"],
    ["by the end of the second quarter", "2027-06-30"],
    ["in the first quarter of 2027", "2027-03-31"],
    ["before Q2", "2027-03-31"],
    ["before Q1", "2026-12-31"],
    ["this quarter", "2026-12-31"],
    ["by the end of the quarter", "2026-12-31"],
    ["by quarter end", "2026-12-31"],
    ["next quarter", "2027-03-31"],
    ["in the next quarter", "2027-03-31"],
    ["by the end of next quarter", "2027-03-31"],
    ["in Q4", "2026-12-31"],
    ["by end of January", "2027-01-29"], // The 31st is a Sunday.
    ["end of Jan", "2027-01-29"],
    ["by the end of February 2027", "2027-02-26"],
    ["by the end of the month", "2026-12-31"],
    ["by month end", "2026-12-31"],
    ["by end of next month", "2027-01-29"],
    ["by the end of the week", "2026-12-11"],
    ["by end of next week", "2026-12-18"],
    ["by the end of the year", "2026-12-31"],
    ["by year end", "2026-12-31"],
    ["by year-end", "2026-12-31"],
    ["by the end of 2027", "2027-12-31"],
    ["by end of next year", "2027-12-31"],
    ["by New Year", "2026-12-31"],
    ["by the new year", "2026-12-31"],
    ["before New Year's Eve", "2026-12-31"],
    ["by Christmas", "2026-12-24"],
    ["before Christmas", "2026-12-24"],
    ["by xmas", "2026-12-24"],
    ["by Christmas 2027", "2027-12-24"],
    ["in six weeks", "2027-01-18"],
    ["in 6 weeks", "2027-01-18"],
    ["within a month", "2027-01-07"],
    ["in two months", "2027-02-07"],
    ["by 15 Jan", "2027-01-15"],
  ])("%s", (when, day) => {
    const read = readBetSentence(`Checklist lifts activation from 32% to 40% ${when}`, at);
    expect([read.title, read.reviewOn?.toString()]).toEqual(["Checklist", day]);
    expect(readBetSentence(`${when} a checklist lifts activation from 32% to 40%`, at).title).toMatch(
      /a checklist$/,
    );
  });

  test.each([
    ["2027-03-31T10:00:00Z", "in Q1", "2027-03-31"], // Its last day.
    ["2027-04-01T10:00:00Z", "in Q1", "2028-03-31"],
    ["2027-02-01T10:00:00Z", "in Q1", "2027-03-31"],
    ["2027-12-28T10:00:00Z", "by Christmas", "2028-12-22"], // The 24th is a Sunday.
    ["2027-03-06T10:00:00Z", "by the end of the week", "2027-03-12"], // A Saturday.
    ["2026-12-31T23:30:00Z", "by the end of the quarter", "2027-03-31"], // The new year, in Berlin.
  ])("at %s, %s is %s", (now, when, day) => {
    const read = readBetSentence(`Activation from 32% to 40% ${when}`, {
      ...at,
      now: Temporal.Instant.from(now),
    });
    expect(read.reviewOn?.toString()).toBe(day);
  });
});

describe("asks for a date that only the team knows", () => {
  test.each([
    ["next sprint", "When does the next sprint end?"],
    ["by next sprint", "When does the next sprint end?"],
    ["in the next sprint", "When does the next sprint end?"],
    ["by the end of the sprint", "When does the sprint end?"],
    ["by the end of this sprint", "When does this sprint end?"],
    ["this sprint", "When does this sprint end?"],
    ["in sprint 14", "When does sprint 14 end?"],
    ["by the end of our next iteration", "When does our next iteration end?"],
    ["by next cycle", "When does the next cycle end?"],
    ["by the next release", "When is the next release?"],
    ["by the release", "When is the release?"],
    ["before launch", "When is the launch?"],
    ["until go-live", "When is the go-live?"],
    ["by Easter", "When is Easter?"],
    ["before Thanksgiving", "When is Thanksgiving?"],
  ])("%s", (when, question) => {
    expect(readBetSentence(`Checklist lifts activation from 32% to 40% ${when}`, at)).toEqual({
      title: "Checklist",
      metric: "activation",
      baseline: 32,
      target: 40,
      unit: "%",
      reviewQuestion: question,
    });
  });
});

describe("reads days in the team's time zone", () => {
  test.each([
    ["2026-12-07T10:30:00Z", "Pacific/Auckland", "2026-12-08"], // 23:30 on the 7th
    ["2026-12-07T11:30:00Z", "Pacific/Auckland", "2026-12-09"], // 00:30 on the 8th
    ["2026-12-07T11:30:00Z", "UTC", "2026-12-08"],
    ["2026-12-07T02:00:00Z", "America/Los_Angeles", "2026-12-07"],
    ["2027-03-13T23:30:00Z", "America/New_York", "2027-03-14"], // the day on which clocks go forward
    ["2027-09-04T23:30:00Z", "America/Santiago", "2027-09-05"], // a day without a midnight
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-26"], // the hour that comes twice
    ["2026-12-31T23:30:00Z", "UTC", "2027-01-01"],
  ])("tomorrow at %s in %s is %s", (now, timeZone, day) => {
    const read = readBetSentence("Activation from 32% to 40% by tomorrow", {
      now: Temporal.Instant.from(now),
      timeZone,
    });
    expect(read.reviewOn?.toString()).toBe(day);
  });

  test("ignores a day that has passed in the team's time zone", () => {
    const now = Temporal.Instant.from("2027-01-15T12:00:00Z");
    const read = (timeZone: string) => readBetSentence("Checklist by 2027-01-15", { now, timeZone });
    expect(read("Pacific/Auckland")).toEqual({ title: "Checklist by 2027-01-15" });
    expect(read("UTC").reviewOn?.toString()).toBe("2027-01-15");
  });
});
