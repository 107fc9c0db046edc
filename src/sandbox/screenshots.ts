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
  ["poll-of-one-voter", "640x690", "as=U0LENA&at=C0GROWTH", voting(/hits: 70/u, "Your vote on bet")],
  ["poll-of-another", "640x690", "as=U0JONAS&at=C0GROWTH", voting(/hits: 30/u, "Your vote on bet")],
  ["poll-of-a-guest", "640x690", "as=U0NOOR&at=C0GROWTH", voting(/hits: 50/u, "Guests cannot")],
  [
    "turned-back",
    "1040x900",
    "as=U0MAYA&at=C0GROWTH",
    async (page) => {
      await settleOneMore();
      await saying(page, "Retro for bet").getByRole("button", { name: "Add a learning" }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("textbox").fill("Tariq shipped it without asking support first.");
      await form.getByRole("button", { name: "Save" }).click();
      await form.getByText("reads like a team-mate").waitFor();
      return form;
    },
  ],
];

/** A bet whose poll is open, once one of them has voted: the card, and what this person alone is told. */
function voting(button: RegExp, told: string) {
  return async (page: Page): Promise<Locator> => {
    const card = saying(page, "Tips on empty pages · open");
    await card.getByRole("button", { name: button }).click();
    await saying(page, told).waitFor();
    return page.getByRole("main");
  };
}

/** After the story, for the pictures of a poll. */
async function placeOneMore(): Promise<void> {
  const tariq = world.sandbox().slack.as("U0TARIQ");
  await tariq.command("C0GROWTH", "/bet", "Tips on empty pages lift activation from 36% to 40% by 15 May");
  await tariq.submit({
    belief: "We believe people begin when an empty page says how.",
    chosen: "we-chose",
    alone: "yes",
  });
}

/** It comes to its retro: settled by one, found right by another. */
async function settleOneMore(): Promise<void> {
  const { slack } = world.sandbox();
  const [tariq, lena] = [slack.as("U0TARIQ"), slack.as("U0LENA")];
  const cards = await slack.readChannel("C0GROWTH");
  const number = /#(\d+) · Tips/u.exec(cards.findLast(({ text }) => text.includes("Tips"))?.text ?? "")?.[1];
  await tariq.command("C0GROWTH", "/bet", `settle ${number}`);
  await tariq.submit({ value: "38" });
  const verdict = (await slack.readChannel("C0GROWTH")).at(-1);
  await lena.clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Looks right");
}

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
  if (name === "poll-of-one-voter") await placeOneMore();
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
