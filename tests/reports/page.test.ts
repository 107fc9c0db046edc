import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { periodNamed } from "#domain/reports/period.ts";
import { composeReport, type Report } from "#domain/reports/report.ts";
import { toHtmlPage } from "#reports/html.ts";
import { toMarkdownText } from "#reports/markdown.ts";
import { reportDocument } from "#reports/report-document.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";
import { readReport } from "#usecases/reports/read-report.ts";
import { teamWithAQuarter } from "#tests/support/quarter.ts";
import { aBet, aTeam, final, instant } from "#tests/support/facts.ts";
import { addLearning, databaseFile, writeDatabase } from "#tests/support/ledger.ts";

const AT = instant("2027-01-15T12:00:00Z");
const QUARTER = periodNamed("2026-Q4")!;

/** A quarter of a team on record, with the recap of the same quarter. */
async function aQuarter() {
  using ledger = databaseFile();
  let read: { report: Report; recap: Awaited<ReturnType<typeof readRecap>> } | undefined;
  await writeDatabase(ledger.path, async (store) => {
    const { team } = await teamWithAQuarter(store);
    const deps = { store, now: () => AT, newId: () => "" };
    read = {
      report: await readReport(deps, { team, period: QUARTER, at: AT }),
      recap: await readRecap(deps, { team, quarter: { year: 2026, number: 4 }, at: AT }),
    };
  });
  return read!;
}

const words = z.string().transform((text) => text.replaceAll("\u00a0", " "));
const pageOf = (report: Report) => parseHTML(toHtmlPage(reportDocument(report))).document;
const textsOf = (page: ReturnType<typeof pageOf>, selector: string): string[] =>
  [...page.querySelectorAll(selector)].map((element) => words.parse(element.textContent));
const rowsOf = (page: ReturnType<typeof pageOf>, caption: string): string[][] => {
  const table = [...page.querySelectorAll("table")].find(
    (one) => one.querySelector("caption")?.textContent === caption,
  );
  return [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) =>
    [...row.children].map((cell) => words.parse(cell.textContent)),
  );
};

describe("a quarter's page", async () => {
  const { report, recap } = await aQuarter();
  const page = pageOf(report);
  const markdown = words.parse(toMarkdownText(reportDocument(report)));

  test("has the recap's figures", () => {
    expect(report.placed).toBe(recap.placed);
    expect(report.hitRate).toEqual(recap.trackRecord.all);
    expect(report.keyResults).toEqual(recap.keyResults);
    const { hits, settled } = report.hitRate!;
    expect(textsOf(page, ".lead")).toEqual([`${hits} of ${settled} settled bets hit.`]);
    const shares = rowsOf(page, "Realised value, as a share of what we aimed for");
    expect(shares.map(([bet]) => Number(/#(\d+)/.exec(bet ?? "")?.[1]))).toEqual(
      recap.realised.map(({ number }) => number).toSorted((a, b) => a - b),
    );
    expect(textsOf(page, "li")).toHaveLength(recap.learnings.length);
  });

  test("says all of it in words", () => {
    expect(rowsOf(page, "Each bet, and how it came out")).toEqual([
      ["#1 Idea 1", "Activation from 32 % to 40 %", "Thu 1 Oct", "Tue 10 Nov", "hit", "70 %"],
      ["#2 Idea 2", "Activation from 32 % to 40 %", "Thu 1 Oct", "Wed 11 Nov", "part-way", "70 %"],
      [
        "#3 Idea 3",
        "Activation from 32 % to 40 %",
        "Thu 1 Oct",
        "Thu 12 Nov",
        "backfired",
        "strong agreement: likely",
      ],
      ["#4 Idea 4", "Activation from 32 % to 40 %", "Thu 1 Oct", "Fri 13 Nov", "stopped early", ""],
      ["#5 Idea 5", "Activation from 32 % to 40 %", "Thu 1 Oct", "", "open, review Mon 1 Feb 2027", ""],
    ]);
    expect(rowsOf(page, "Realised value, as a share of what we aimed for")).toEqual([
      ["#1 Idea 1", "100 % of the way", "8 of 8 points"],
      ["#2 Idea 2", "63 % of the way", "5 of 8 points"],
      ["#3 Idea 3", "12 % the wrong way", "-1 of 8 points"],
    ]);
    expect(rowsOf(page, "How often we hit, by what we gave")).toEqual([
      ["60-80 %", "1 of 2", "9 to 91 %"],
      ["strong agreement: likely", "0 of 1", ""],
    ]);
    expect(rowsOf(page, "Key results as they stand today")).toEqual([
      ["Weekly active teams", "61 of 100", "39 short", "#1"],
    ]);
  });

  test("says the same in Markdown", () => {
    for (const table of page.querySelectorAll("table")) {
      const caption = words.parse(table.querySelector("caption")?.textContent);
      for (const row of rowsOf(page, caption))
        expect(markdown).toContain(`| ${row.map((cell) => `${cell} |`.trim()).join(" ")}`);
    }
    for (const paragraph of textsOf(page, "header p")) expect(markdown).toContain(paragraph);
  });

  test("has a name for each chart, and nothing but words and shapes in it", () => {
    const charts = [...page.querySelectorAll("svg")];
    expect(charts).toHaveLength(6);
    for (const chart of charts) {
      expect(chart.getAttribute("role")).toBe("img");
      expect(chart.getAttribute("aria-label")).toMatch(/^\S.*\.$/);
    }
    expect(page.querySelectorAll("figure > details table")).toHaveLength(3);
  });

  test("needs nothing from elsewhere, and runs no script", () => {
    const policy = page.querySelector("meta[http-equiv]");
    expect(policy?.getAttribute("content")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    );
    expect(page.querySelectorAll("script, link, img, iframe, object, [src], [href]")).toHaveLength(0);
  });

  test("draws hits and misses alike", () => {
    const dots = [...page.querySelectorAll(".wide svg")][0]!.querySelectorAll("circle");
    expect(dots).toHaveLength(4);
    const looks = [...dots].map((dot) =>
      [dot.getAttribute("r"), dot.parentElement?.getAttribute("fill")].join(),
    );
    expect(new Set(looks).size).toBe(1);
  });
});

test("what people wrote stays text, in the page, its charts and Markdown", () => {
  const nasty = `</title></style><script>alert("1")</script><img src=x onerror='alert(2)'> | [a](javascript:b) *c* & "d"`;
  const report = composeReport({
    team: aTeam({ name: nasty }),
    period: QUARTER,
    at: AT,
    recaps: [],
    bets: [aBet(1, { title: nasty, terms: { metric: nasty }, ...final(40) })],
  });
  const document = reportDocument({ ...report, learnings: [{ text: nasty, votes: 1, bet: 1 }] });
  const html = toHtmlPage(document);
  const page = parseHTML(html).document;

  expect(html).not.toMatch(/<script|<img|<\/text>\s*<script/i);
  expect(page.querySelector("h1")?.textContent).toBe(`${nasty} · Q4 2026`);
  expect(page.querySelectorAll("script, img, a")).toHaveLength(0);
  expect(textsOf(page, "tbody th")).toEqual([`#1 ${nasty}`, `#1 ${nasty}`]);
  expect(textsOf(page, "li")[0]).toContain(nasty);
  const markdown = toMarkdownText(document);
  expect(markdown).not.toMatch(/(?<!\\)<script|(?<!\\)\[a\]|(?<!\\)\*c/);
  expect(markdown.split("\n").find((line) => line.includes("#1"))).not.toMatch(/[^\\]\| \\\[a/);
});

test("an empty team's page is its name and one sentence", () => {
  const report = composeReport({ team: aTeam(), period: QUARTER, at: AT, recaps: [], bets: [] });
  const page = pageOf(report);
  expect(textsOf(page, "header")).toEqual([
    "Growth · Q4 20261 October to 31 DecemberNothing was placed, settled or learned in Q4 2026.",
  ]);
  expect(page.querySelectorAll("section")).toHaveLength(0);
});

test("a quarter without bets shows what was learned in it", async () => {
  using ledger = databaseFile();
  await writeDatabase(ledger.path, async (store) => {
    const { team, bet } = await teamWithAQuarter(store);
    await addLearning(store, bet, { text: "Later we knew", addedAt: instant("2027-05-03T08:00:00Z") });
    const deps = { store, now: () => AT, newId: () => "" };
    const at = instant("2027-07-02T08:00:00Z");
    const report = await readReport(deps, { team, period: periodNamed("2025-Q1")!, at });
    expect(textsOf(pageOf(report), ".lead")).toEqual(["Nothing was placed, settled or learned in Q1 2025."]);
    const later = pageOf(await readReport(deps, { team, period: periodNamed("2027-Q2")!, at }));
    expect(textsOf(later, "li")).toEqual(["“Later we knew” (#1)"]);
  });
});

test("a bet far beyond its aim is cut off in the chart, and its words are not", () => {
  const beyond = composeReport({
    team: aTeam(),
    period: QUARTER,
    at: AT,
    recaps: [],
    bets: [aBet(1, final(400)), aBet(2, final(-400))],
  });
  const page = pageOf(beyond);
  expect(textsOf(page, ".wide")[1]).toContain("4,600 % of the way");
  const widths = [...page.querySelectorAll(".wide svg")][1]!.querySelectorAll("line");
  for (const line of widths) expect(Number(line.getAttribute("x2"))).toBeLessThanOrEqual(720);
});
