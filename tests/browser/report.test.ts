import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { periodNamed } from "#domain/reports/period.ts";
import { toHtmlPage } from "#reports/html.ts";
import { reportDocument } from "#reports/report-document.ts";
import { readReport } from "#usecases/reports/read-report.ts";
import { seriousViolations } from "#tests/support/axe.ts";
import { BROWSER_LABEL, hasChromium, launch } from "#tests/support/browser.ts";
import { instant } from "#tests/support/facts.ts";
import { addBet, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { teamWithAQuarter } from "#tests/support/quarter.ts";

const AT = instant("2027-01-15T12:00:00Z");
const LONG = "A-title-without-a-space-".repeat(6);

/** The page of a quarter, one of whose bets has as long a title as there may be. */
async function quarterPage(): Promise<string> {
  using ledger = databaseFile();
  let html = "";
  await writeDatabase(ledger.path, async (store) => {
    const { team } = await teamWithAQuarter(store);
    await addBet(store, team, { number: 6, title: LONG, metric: LONG.slice(0, 80) });
    const deps = { store, now: () => AT, newId: () => "" };
    html = toHtmlPage(
      reportDocument(await readReport(deps, { team, period: periodNamed("2026-Q4")!, at: AT })),
    );
  });
  return html;
}

describe.skipIf(!hasChromium)(`a report in ${BROWSER_LABEL}`, () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "ourcome-report-"));
  const file = join(folder, "report.html");
  beforeAll(async () => {
    writeFileSync(file, await quarterPage());
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const)(
    "has nothing that axe finds serious at %d, %s, and is no wider than the window",
    async (width, colorScheme) => {
      // What axe needs to run, the page's own policy forbids.
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        bypassCSP: true,
      });
      const page = await context.newPage();
      await page.goto(pathToFileURL(file).href);
      for (const summary of await page.locator("summary").all()) await summary.click();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await context.close();
    },
  );

  test("follows its own policy, and draws one size of each chart", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(pathToFileURL(file).href);
    expect(await page.getByRole("img").count()).toBe(3);
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")).toBe("28px");
    expect(said).toEqual([]);
    await page.close();
  });

  test("prints with its tables", async () => {
    const page = await browser.newPage({ viewport: { width: 700, height: 800 } });
    await page.goto(pathToFileURL(file).href);
    await page.emulateMedia({ media: "print" });
    const cells = await page.getByText("strong agreement: likely").all();
    for (const cell of cells) expect((await cell.boundingBox())?.height).toBeGreaterThan(0);
    expect(cells.length).toBeGreaterThan(1);
    await page.close();
  });
});
