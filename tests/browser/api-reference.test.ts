import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "#tests/support/axe.ts";
import { BROWSER_LABEL, hasChromium, launch } from "#tests/support/browser.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

describe.skipIf(!hasChromium)(`the API's reference in ${BROWSER_LABEL}`, () => {
  let browser: Browser;
  let s: Stage;
  let url: string;
  beforeAll(async () => {
    s = await stage();
    url = new URL("/api/v1/", s.appUrl).href;
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await s[Symbol.asyncDispose]();
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
      await page.goto(url);
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await context.close();
    },
  );

  test("follows its own policy", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(url);
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")).toBe("28px");
    expect(said.filter((text) => !text.includes("favicon"))).toEqual([]);
    await page.close();
  });
});
