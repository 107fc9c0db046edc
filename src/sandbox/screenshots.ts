import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Locator, type Page, chromium } from "playwright-core";
import { openSandbox } from "./open-sandbox.ts";
import { servePage } from "./page/server.ts";
import { openWorld } from "./page/world.ts";
import { CHANNELS, PEOPLE } from "./story/cast.ts";
import { tell } from "./story/story.ts";

/** `npm run screenshots`: the pictures of the README, taken in Chromium from the story as it stands at its end. */
const { values: options } = parseArgs({
  options: { chromium: { type: "string", default: "/usr/bin/chromium" } },
});

const FOLDER = "docs/pictures";

/** A machine that is busy draws a form late. */
const PATIENCE_MS = 90_000;

const saying = (page: Page, words: string | RegExp): Locator =>
  page.getByRole("main").getByRole("article").filter({ hasText: words }).last();

/** Each picture: the size of the window, as whom and where, and what of the page it shows. */
const PICTURES: readonly (readonly [string, string, string, (page: Page) => Promise<Locator>])[] = [
  ["digest", "1040x1600", "as=U0MAYA&at=C0GROWTH", async (page) => saying(page, "Growth · week 10")],
  ["recap", "1040x2200", "as=U0MAYA&at=C0GROWTH", async (page) => saying(page, "Growth · Q1 2027")],
  ["card", "1040x900", "as=U0MAYA&at=C0PRICING", async (page) => saying(page, "Bet #2 · One page of prices")],
  [
    "retro",
    "1500x960",
    "as=U0MAYA&at=C0GROWTH",
    async (page) => {
      await saying(page, /Retro for bet #1 /u)
        .getByRole("button", { name: /repl/u })
        .click();
      return page.getByRole("complementary", { name: "Thread" });
    },
  ],
  [
    "form",
    "1040x780",
    "as=U0PRIYA&at=C0GROWTH",
    async (page) => {
      const line = page.getByRole("main").getByRole("combobox");
      await line.fill(
        "/bet Company from the mail address lifts completed sign-ups from 67% to 70% by 14 May",
      );
      await line.press("Enter");
      await page.getByRole("dialog").getByLabel("What do we believe?").waitFor();
      return page.getByRole("dialog");
    },
  ],
  [
    "home",
    "1040x690",
    "as=U0MAYA&at=home",
    async (page) => {
      const home = page.getByRole("main");
      await home.getByText("Growth").first().waitFor();
      return home;
    },
  ],
  ["page", "1180x780", "as=U0LENA&at=C0GROWTH&pane=time", async (page) => page.locator("body")],
];

const world = await openWorld(() => openSandbox("anew", "data/pictures"));
const story = { people: PEOPLE, channels: CHANNELS, story: async () => {}, port: 0 };
await tell({ sandbox: world.sandbox(), alone: [] });
world.dismissAll(PEOPLE.map(({ id }) => id));
const server = await servePage(world, story);
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"],
});
mkdirSync(FOLDER, { recursive: true });
for (const [name, size, place, show] of PICTURES) {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: "light",
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${server.url}/?${place}`);
  await page.getByRole("main").waitFor();
  const shown = await show(page);
  await page.mouse.move(0, 0);
  await shown.screenshot({ path: `${FOLDER}/${name}.png`, animations: "disabled", caret: "hide" });
  console.log(`${FOLDER}/${name}.png`);
  await context.close();
}
await browser.close();
await server.close();
await world.close();
