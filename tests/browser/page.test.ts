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
import { placeOneBet, openOneRetro } from "#tests/support/growth.ts";

const messages = (page: Page) => page.getByRole("main").getByRole("log");
const form = (page: Page) => page.getByRole("dialog");
const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });

describe.skipIf(!hasChromium)(`the page, in ${BROWSER_LABEL}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test("places a bet by typing: completes commands, marks missing fields and adapts the form to the answers", async () => {
    await using workspace = await openWorkspace();
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;

    const input = page.getByRole("main").getByRole("combobox");
    await input.pressSequentially("/be");
    await page.getByRole("option", { name: "/bet search words" }).waitFor();
    await input.press("ArrowDown");
    await input.press("Tab");
    expect(await input.inputValue()).toBe("/bet");
    await input.pressSequentially(" Checklist lifts activation from 32% to 40% by 30 Oct");
    await input.press("Enter");

    await form(page).getByLabel("Name of the team").fill("Growth");
    await form(page).getByRole("button", { name: "Set up" }).click();

    const title = form(page).getByLabel("What do we change?");
    await title.waitFor();
    expect(await form(page).getByLabel("From").inputValue()).toContain("32");
    await title.fill("");
    await form(page).getByRole("button", { name: "Place it" }).click();
    await form(page).getByText("Please complete this required field.").first().waitFor();
    await expect.poll(() => title.getAttribute("aria-invalid")).toBe("true");

    await title.fill("Checklist");
    await form(page).getByRole("button", { name: "More" }).click();
    const belief = form(page).getByLabel("What do we believe?");
    await belief.fill("We believe people finish what they see.");
    const dependency = form(page).getByRole("radiogroup", { name: "What do we wait for?" });
    await form(page).getByLabel("No, we wait for others").check();
    await dependency.waitFor();
    expect(await belief.inputValue()).toBe("We believe people finish what they see.");
    await form(page).getByLabel("Yes").check();
    await dependency.waitFor({ state: "detached" });
    await form(page).getByRole("button", { name: "Place it" }).click();

    await messages(page).getByText("Bet #1 · Checklist").waitFor();
    expect(await form(page).count()).toBe(0);
    expect(window.errors).toEqual([]);
    expect(workspace.sandbox().slack.problems).toEqual([]);
  });

  test("shows one person's reading and verdict in another person's window, where they can confirm the verdict", async () => {
    await using workspace = await openWorkspace(placeOneBet);
    await using maya = await openWindow(browser, workspace, "U0MAYA");
    await using jonas = await openWindow(browser, workspace, "U0JONAS");

    await messages(maya.page).getByRole("button", { name: "Take a reading" }).click();
    await form(maya.page).getByLabel("Where is the metric now?").fill("34.5 %");
    await form(maya.page).getByRole("button", { name: "Save" }).click();
    await messages(jonas.page).getByText("now 34.5 %").waitFor();
    await messages(jonas.page).getByRole("button", { name: "1 reply" }).click();
    await thread(jonas.page).getByText("Activation is at 34.5 %").waitFor();

    await type(maya.page, "/bet settle 1");
    await form(maya.page).getByRole("textbox", { name: "The final reading" }).fill("41");
    await form(maya.page).getByRole("button", { name: "Settle" }).click();
    await messages(jonas.page).getByText("Bet #1 hit.").waitFor();
    await messages(jonas.page).getByRole("button", { name: "Looks right" }).click();
    await messages(maya.page).getByText("The retro is open until").waitFor();
    expect([...maya.errors, ...jonas.errors]).toEqual([]);
    expect(workspace.sandbox().slack.problems).toEqual([]);
  });

  test("lets several people hold a retro: reactions with and without a skin tone, a learning, closing it", async () => {
    await using workspace = await openWorkspace(openOneRetro);
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;
    const switchTo = (name: string) => page.getByRole("button", { name, exact: true }).click();

    await messages(page)
      .getByRole("button", { name: /replies/u })
      .last()
      .click();
    const jigsaw = thread(page).getByRole("button", { name: /^jigsaw/u });
    await jigsaw.click();
    await expect.poll(() => jigsaw.getAttribute("aria-pressed")).toBe("true");
    await switchTo("Jonas Weber");
    await messages(page)
      .getByRole("button", { name: /replies/u })
      .last()
      .click();
    await expect.poll(() => jigsaw.getAttribute("aria-label")).toBe("jigsaw, 2: Ourcome, Maya Ortiz");
    await jigsaw.click();
    await expect
      .poll(() => jigsaw.getAttribute("aria-label"))
      .toBe("jigsaw, 3: Ourcome, Maya Ortiz, Jonas Weber");
    await jigsaw.click();
    await expect.poll(() => jigsaw.getAttribute("aria-pressed")).toBe("false");

    await thread(page).getByRole("button", { name: "Add a reaction" }).last().click();
    await form(page).getByLabel("Tone 3").check();
    await form(page).getByRole("button", { name: "+1::skin-tone-4" }).click();
    await thread(page).getByRole("button", { name: "+1::skin-tone-4, 1: Jonas Weber" }).waitFor();

    await messages(page).getByRole("button", { name: "Add a learning" }).click();
    await form(page).getByRole("textbox").fill("People leave at step two");
    await form(page).getByRole("button", { name: "Save" }).click();
    await thread(page).getByText("People leave at step two").first().waitFor();

    const close = messages(page).getByRole("button", { name: "Close the retro" });
    await close.click();
    await form(page).getByRole("button", { name: "Not yet" }).click();
    await close.click();
    await form(page).getByRole("button", { name: "Close it" }).click();
    await messages(page).getByRole("button", { name: "See the whole retro" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reopen the retro" }).waitFor();
    expect(window.errors).toEqual([]);
    expect(workspace.sandbox().slack.problems).toEqual([]);
  });

  test("moves the clock to a date or to the next digest, and lists what is due next", async () => {
    await using workspace = await openWorkspace(placeOneBet);
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;
    await page.getByRole("button", { name: /^Clock/u }).click();
    const clock = page.getByRole("complementary", { name: "Clock" });
    await clock.getByText("Digest in #growth").waitFor();
    await clock.getByText("Bet #1 is up for review").waitFor();

    await clock.getByRole("button", { name: "To the next digest" }).click();
    await clock.getByText("Fri 9 Oct, 16:00").waitFor();
    await clock.getByRole("button", { name: "+1 hour" }).click();
    await clock.getByText("Fri 9 Oct, 17:00").waitFor();
    await clock.getByLabel("To a date").fill("2026-10-30T10:30");
    await clock.getByRole("button", { name: "Move" }).click();
    await messages(page).getByText("Bet #1 is up for review.").waitFor();
    await clock.getByLabel("To a date").fill("2026-10-01T10:30");
    await clock.getByRole("button", { name: "Move" }).click();
    await page.getByRole("alert").getByText("The clock moves forward only.").waitFor();
    expect(window.errors).toEqual([]);
  });

  test("works with the keyboard alone, and keeps its place on reload and back", async () => {
    await using workspace = await openWorkspace(placeOneBet);
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;
    const input = page.getByRole("main").getByRole("combobox");
    await input.focus();
    await page.keyboard.type("/bet reading 1");
    await page.keyboard.press("Enter");
    await form(page).waitFor();
    await expect.poll(() => form(page).locator(":focus").count()).toBe(1);
    await page.keyboard.press("Escape");
    await form(page).waitFor({ state: "detached" });
    await expect.poll(() => page.getByRole("main").locator("input:focus").count()).toBe(1);

    await messages(page).getByRole("button", { name: "More about this message" }).last().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Block Kit JSON" }).focus();
    await page.keyboard.press("Enter");
    const json = page.getByRole("complementary", { name: "Block Kit JSON" });
    await json.getByText('"rich_text"').waitFor();
    await page.reload();
    await json.getByText('"rich_text"').waitFor();
    await page.getByRole("button", { name: "checkout" }).click();
    await page.getByRole("heading", { name: "#checkout" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "#growth" }).waitFor();
    await json.waitFor();
    await json.press("Escape");
    await json.waitFor({ state: "detached" });
    expect(window.errors).toEqual([]);
  });

  test("explains what Slack rejects: unknown commands, messages to the app, commands from another organization", async () => {
    await using workspace = await openWorkspace(placeOneBet);
    await using window = await openWindow(browser, workspace, "U0NOOR");
    const { page } = window;
    const alert = page.getByRole("alert");
    await type(page, "/bat 12");
    await alert.getByText("/bat is no command of this workspace.").waitFor();
    await type(page, "/bet list");
    await messages(page).getByText("Only visible to you").waitFor();
    await messages(page).getByRole("button", { name: "Dismiss" }).click();
    await messages(page).getByText("Only visible to you").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Messages" }).click();
    await type(page, "Hello");
    await alert.getByText("Sending messages to this app has been turned off.").waitFor();
    await page.getByRole("button", { name: "Sam Brook" }).click();
    await page.getByRole("heading", { name: "#partners" }).waitFor();
    expect(await page.getByRole("button", { name: "growth" }).count()).toBe(0);
    await type(page, "/bet list");
    await messages(page).getByText("/bet is not a valid command.").waitFor();
  });

  test("opens with what to try at the bare address, until that is closed", async () => {
    await using workspace = await openWorkspace(placeOneBet);
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;
    const tour = page.getByRole("complementary", { name: "What to try" });
    expect(await tour.count()).toBe(0);
    await page.goto(workspace.url);
    await tour.waitFor();
    expect(await tour.getByRole("listitem").count()).toBe(5);
    await tour.getByRole("button", { name: "Close" }).click();
    await tour.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "What to try" }).click();
    await tour.waitFor();
    expect(window.errors).toEqual([]);
  });

  test("starts over with one open bet", async () => {
    await using workspace = await openWorkspace();
    await using window = await openWindow(browser, workspace, "U0MAYA");
    const { page } = window;
    await page.getByRole("button", { name: /^Clock/u }).click();
    await page.getByRole("button", { name: "With one open bet" }).click();
    await page.getByRole("button", { name: "Start over" }).click();
    await messages(page).getByText("2 have voted").waitFor();
    expect(window.errors).toEqual([]);
  });

  test("closes forms in other windows when starting over, and can start over with the story", async () => {
    await using workspace = await openWorkspace(placeOneBet);
    await using maya = await openWindow(browser, workspace, "U0MAYA");
    await using jonas = await openWindow(browser, workspace, "U0JONAS");
    await messages(jonas.page).getByRole("button", { name: "Take a reading" }).click();
    await form(jonas.page).waitFor();
    await maya.page.getByRole("button", { name: /^Clock/u }).click();
    await maya.page.getByRole("button", { name: "Empty" }).click();
    await maya.page.getByRole("button", { name: "Start over" }).click();
    await messages(maya.page).getByText("Nothing was said here yet.").waitFor();
    await form(jonas.page).waitFor({ state: "detached" });
    await maya.page.getByRole("button", { name: "With the story" }).click();
    await maya.page.getByRole("button", { name: "Start over" }).click();
    await messages(jonas.page).getByText("Bet #1 · Checklist").waitFor();
    expect([...maya.errors, ...jonas.errors]).toEqual([]);
  });
});
