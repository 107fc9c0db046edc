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

const saying = (page: Page, words: string | RegExp): Locator =>
  page.getByRole("main").getByRole("article").filter({ hasText: words }).last();

/** Each picture: the size of the window, as whom and where, and what of the page it shows. */
const PICTURES: readonly (readonly [string, string, string, (page: Page) => Promise<Locator>])[] = [
  ["digest", "1040x1000", "as=U0MAYA&at=C0GROWTH", async (page) => saying(page, "Growth · week 46")],
  ["card", "1040x900", "as=U0MAYA&at=C0CHECKOUT", async (page) => saying(page, "Bet #1 · Address check")],
  [
    "retro",
    "1500x960",
    "as=U0MAYA&at=C0GROWTH",
    async (page) => {
      await saying(page, /Retro.*#1/u)
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
      await line.fill("/bet Tips on empty pages lift activation from 36% to 40% by 15 Jan");
      await line.press("Enter");
      await page.getByRole("dialog").getByLabel("What do we believe?").waitFor();
      return page.getByRole("dialog");
    },
  ],
  ["home", "1040x580", "as=U0MAYA&at=home", async (page) => page.getByRole("main")],
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
