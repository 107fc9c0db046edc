import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Browser, type Locator, type Page, chromium } from "playwright-core";
import { periodNamed } from "#domain/reports/period.ts";
import { toHtmlPage } from "#reports/html.ts";
import { reportDocument } from "#reports/report-document.ts";
import { findReportTeam } from "#usecases/reports/find-report-team.ts";
import { readReport } from "#usecases/reports/read-report.ts";
import { openSandbox } from "./open-sandbox.ts";
import { servePage } from "./page/server.ts";
import { openWorld } from "./page/world.ts";
import { CHANNELS, PEOPLE } from "./story/cast.ts";
import { playStory } from "./story/story.ts";

/** `npm run screenshots`: takes the README's pictures in Chromium, from the state at the end of the story. */
const { values: options } = parseArgs({
  options: { chromium: { type: "string", default: "/usr/bin/chromium" } },
});

const FOLDER = "docs/pictures";

/** Generous, since a form renders slowly on a busy machine. */
const TIMEOUT_MS = 90_000;

const messageWith = (page: Page, words: string | RegExp): Locator =>
  page.getByRole("main").getByRole("article").filter({ hasText: words }).last();

/** Each picture: its name, the window's size, the page's query, and the part of the page to show. */
const PICTURES: readonly (readonly [string, string, string, (page: Page) => Promise<Locator>])[] = [
  ["digest", "1040x1600", "as=U0MAYA&at=C0GROWTH", async (page) => messageWith(page, "Growth · week 10")],
  ["recap", "1040x900", "as=U0MAYA&at=C0GROWTH", async (page) => messageWith(page, "Growth · Q1 2027")],
  [
    "card",
    "1040x900",
    "as=U0MAYA&at=C0PRICING",
    async (page) => messageWith(page, "Bet #2 · One page of prices"),
  ],
  [
    "retro",
    "1500x960",
    "as=U0MAYA&at=C0GROWTH",
    async (page) => {
      await messageWith(page, /Bet #1 came in/u)
        .getByRole("button", { name: "View thread" })
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
      await page.getByRole("dialog").getByLabel("What do we change?").waitFor();
      return page.getByRole("dialog");
    },
  ],
  [
    "home",
    "1040x690",
    "as=U0MAYA&at=home",
    async (page) => {
      const home = page.getByRole("main");
      await home.getByRole("button", { name: "Place a bet" }).waitFor();
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
      await settleExtraBet();
      await messageWith(page, "The retro is open").getByRole("button", { name: "Add a learning" }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("textbox").fill("Tariq shipped it without asking support first.");
      await form.getByRole("button", { name: "Save" }).click();
      await form.getByText("reads like a team-mate").waitFor();
      return form;
    },
  ],
];

/** A bet with an open poll after this person's click on a vote: the card, and the ephemeral answer. */
function voting(button: RegExp, answer: string) {
  return async (page: Page): Promise<Locator> => {
    const card = messageWith(page, "Tips on empty pages · open");
    await card.getByRole("button", { name: button }).click();
    await messageWith(page, answer).waitFor();
    return page.getByRole("main");
  };
}

/** Places another bet after the story, for the pictures of a poll. */
async function placeExtraBet(): Promise<void> {
  const tariq = world.sandbox().slack.as("U0TARIQ");
  await tariq.command("C0GROWTH", "/bet", "Tips on empty pages lift activation from 36% to 40% by 15 May");
  await tariq.submit();
}

/** Settles and confirms that bet, which opens its retro. */
async function settleExtraBet(): Promise<void> {
  const { slack } = world.sandbox();
  const [tariq, lena] = [slack.as("U0TARIQ"), slack.as("U0LENA")];
  const cards = await slack.readChannel("C0GROWTH");
  const number = /#(\d+) · Tips/u.exec(cards.findLast(({ text }) => text.includes("Tips"))?.text ?? "")?.[1];
  await tariq.command("C0GROWTH", "/bet", `settle ${number}`);
  await tariq.submit({ value: "38" });
  const verdict = (await slack.readChannel("C0GROWTH")).at(-1);
  await lena.clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Looks right");
}

/** The second quarter's report, which is no page of the sandbox's. */
async function reportPicture(browser: Browser): Promise<void> {
  const { app, now } = world.sandbox();
  const deps = { store: app.store, now, newId: () => "" };
  const [period, at] = [periodNamed("2027-Q1"), now()];
  const team = period && (await findReportTeam(deps, { team: "Growth", period, at }));
  if (!period || !team?.ok) throw new Error("The story has no quarter to report.");
  const report = await readReport(deps, { team: team.value, period, at });
  const page = await browser.newPage({ viewport: { width: 800, height: 600 }, colorScheme: "light" });
  await page.setContent(toHtmlPage(reportDocument(report)));
  await page.screenshot({ path: `${FOLDER}/report.png`, fullPage: true });
  console.log(`${FOLDER}/report.png`);
  await page.close();
}

const world = await openWorld(() => openSandbox("anew", "data/pictures"));
const nothing = async () => {};
const pageOptions = { people: PEOPLE, channels: CHANNELS, opening: nothing, story: nothing, port: 0 };
await playStory({ sandbox: world.sandbox(), alone: [] });
world.dismissAll(PEOPLE.map(({ id }) => id));
const server = await servePage(world, pageOptions);
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"],
});
mkdirSync(FOLDER, { recursive: true });
await reportPicture(browser);
for (const [name, size, place, show] of PICTURES) {
  if (name === "poll-of-one-voter") await placeExtraBet();
  const [width = 0, height = 0] = size.split("x").map(Number);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: "light",
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(`${server.url}/?${place}`);
  await page.getByRole("main").waitFor();
  const subject = await show(page);
  await page.mouse.move(0, 0);
  await subject.screenshot({ path: `${FOLDER}/${name}.png`, animations: "disabled", caret: "hide" });
  console.log(`${FOLDER}/${name}.png`);
  await context.close();
}
await browser.close();
await server.close();
await world.close();
