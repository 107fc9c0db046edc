import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "#tests/support/axe.ts";
import { BROWSER_LABEL, hasChromium, launch, openWindow, openWorkspace } from "#tests/support/browser.ts";
import { openOneRetro } from "#tests/support/growth.ts";

/** Each place of the page: its name, the channel or Home, and how to open it from there. */
const PLACES: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
  ["a channel", "C0GROWTH", async () => {}],
  ["a thread", "C0GROWTH", (page) => page.getByRole("button", { name: /repl/u }).last().click()],
  ["the log", "C0GROWTH", (page) => page.getByRole("button", { name: "Log" }).click()],
  ["the clock", "C0GROWTH", (page) => page.getByRole("button", { name: /^Clock/u }).click()],
  ["the faults", "C0GROWTH", (page) => page.getByRole("button", { name: "Faults" }).click()],
  ["Home", "home", (page) => page.getByRole("button", { name: "Place a bet" }).first().waitFor()],
  ["the picker", "C0GROWTH", (page) => page.getByRole("button", { name: "Add a reaction" }).last().click()],
  [
    "a form with errors",
    "C0GROWTH",
    async (page) => {
      await page.getByRole("main").getByRole("button", { name: "Add a next step" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /add|save/iu })
        .last()
        .click();
      await page.getByText("Please complete this required field.").first().waitFor();
    },
  ],
];

describe.skipIf(!hasChromium)(`the page's accessibility, in ${BROWSER_LABEL}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each([1280, 390])(
    "has no serious violation at %d pixels, light and dark, and never scrolls sideways",
    async (width) => {
      await using workspace = await openWorkspace(openOneRetro);
      const found: string[] = [];
      for (const [place, at, open] of PLACES) {
        const options = { at, viewport: { width, height: 800 } };
        await using window = await openWindow(browser, workspace, "U0MAYA", options);
        const { page, errors } = window;
        await open(page);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          for (const violation of await seriousViolations(page))
            found.push(`${place}, ${colorScheme}: ${violation}`);
        }
        const pageWidth = Number(await page.evaluate("document.documentElement.scrollWidth"));
        if (pageWidth > width) found.push(`${place} is ${pageWidth} wide`);
        expect(errors).toEqual([]);
      }
      expect(found).toEqual([]);
    },
  );
});
