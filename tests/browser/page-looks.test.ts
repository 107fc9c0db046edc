import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousOn } from "#tests/support/axe.ts";
import { BROWSER, hasChromium, launch, openWindow, openWorkspace } from "#tests/support/browser.ts";
import { oneRetro } from "#tests/support/growth.ts";

/** Each place of the page, and how to get there. */
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

describe.skipIf(!hasChromium)(`what axe-core finds in ${BROWSER}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each([1280, 390])(
    "nothing serious at %d, light and dark, and nothing wider than the window",
    async (width) => {
      await using workspace = await openWorkspace(oneRetro);
      const found: string[] = [];
      for (const [place, at, get] of PLACES) {
        const options = { at, viewport: { width, height: 800 } };
        await using window = await openWindow(browser, workspace, "U0MAYA", options);
        const { page, errors } = window;
        await get(page);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await seriousOn(page)).map((one) => `${place}, ${colorScheme}: ${one}`));
        }
        const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
        if (wide > width) found.push(`${place} is ${wide} wide`);
        expect(errors).toEqual([]);
      }
      expect(found).toEqual([]);
    },
  );
});
