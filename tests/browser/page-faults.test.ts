import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BROWSER_LABEL,
  hasChromium,
  launch,
  openWindow,
  openWorkspace,
  type,
} from "#tests/support/browser.ts";
import { placeOneBet } from "#tests/support/growth.ts";

const messages = (page: Page) => page.getByRole("main").getByRole("log");
const openHome = (page: Page) => page.getByRole("button", { name: "Home", exact: true }).click();

/** The fault to switch on, an act that triggers it, the remark in the log, and a check to make afterwards. */
const FAULTS: readonly {
  readonly fault: string;
  readonly act: (page: Page) => Promise<void>;
  readonly remark: RegExp;
  readonly after?: (page: Page) => Promise<void>;
}[] = [
  {
    fault: "Slow Slack",
    act: (page) => type(page, "/bet"),
    remark: /Held back for 4000 ms/u,
  },
  {
    fault: "Too many requests",
    act: (page) => type(page, "/bet"),
    remark: /429|too many|later/iu,
  },
  {
    fault: "500 after the message was created",
    act: (page) => type(page, "/bet reading 1 34.5"),
    remark: /answered with a 500/u,
    after: async (page) => {
      const replies = messages(page).getByRole("button", { name: "1 reply" });
      await replies.waitFor();
    },
  },
  { fault: "Events lost", act: openHome, remark: /event was lost/u },
  { fault: "Events doubled", act: openHome, remark: /second time/u },
];

// Each test has its own workspace and mostly waits, so they run concurrently.
describe.skipIf(!hasChromium).concurrent(`faults switched on in ${BROWSER_LABEL}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test.each(FAULTS)(
    "shows up in the log and does no harm once switched off: $fault",
    async ({ fault, act, remark, after }) => {
      await using workspace = await openWorkspace(placeOneBet);
      await using window = await openWindow(browser, workspace, "U0MAYA");
      const { page } = window;
      await page.getByRole("button", { name: "Faults" }).click();
      await page.getByRole("switch", { name: fault }).click();
      await page.getByRole("button", { name: "Faults on" }).waitFor();
      await act(page);
      await page.getByRole("button", { name: "Log" }).click();
      const log = page.getByRole("complementary", { name: "Log of requests" });
      await log.getByLabel("Only what has a remark").check();
      await log.getByText(remark).first().waitFor({ timeout: 15_000 });
      await after?.(page);

      // The sandbox and the app work again once the fault is off.
      await page.getByRole("button", { name: "Faults on" }).click();
      await page.getByRole("switch", { name: fault }).click();
      await page.getByRole("button", { name: "growth", exact: true }).click();
      await type(page, "/bet list");
      await messages(page).getByText("Only visible to you").last().waitFor({ timeout: 15_000 });
      expect(window.errors).toEqual([]);
    },
  );

  test("Socket dropped: the app reconnects", async ({ expect }) => {
    await using workspace = await openWorkspace(placeOneBet, true);
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;
    await page.getByRole("button", { name: "Faults" }).click();
    await page.getByRole("switch", { name: "Socket dropped" }).click();
    await type(page, "/bet list");
    await messages(page)
      .getByText(/failed with the error/u)
      .waitFor({ timeout: 15_000 });
    await expect.poll(() => workspace.sandbox().slack.connections(), { timeout: 15_000 }).toBeGreaterThan(0);
    await type(page, "/bet list");
    await messages(page).getByText("Bet #1").last().waitFor();
    expect(window.errors).toEqual([]);
  });
});
