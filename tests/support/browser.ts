import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";
import { startSandbox } from "#sandbox/sandbox.ts";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { servePage } from "#sandbox/page/server.ts";
import { openWorld } from "#sandbox/page/world.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { playOpening } from "#sandbox/story/opening.ts";
import { CHANNELS, PEOPLE, START } from "#sandbox/story/cast.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const hasChromium = existsSync(CHROMIUM);
/** For test titles, so that a report of skipped tests says why they were skipped. */
export const BROWSER_LABEL = hasChromium
  ? "Chromium"
  : `Chromium (skipped: not found at ${CHROMIUM}; set $CHROMIUM)`;

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export type Workspace = {
  readonly url: string;
  readonly sandbox: () => Sandbox;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Opens a separate sandbox workspace with the story's people and channels, and serves its page. */
export async function openWorkspace(
  story: (sandbox: Sandbox) => Promise<void> = async () => {},
  socket = false,
): Promise<Workspace> {
  let ids = 0;
  const world = await openWorld(() =>
    startSandbox({
      people: PEOPLE,
      channels: CHANNELS,
      scopes: manifestScopes(),
      start: START,
      database: ":memory:",
      socket,
      newId: () => `id-${String((ids += 1)).padStart(4, "0")}`,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }),
  );
  await story(world.sandbox());
  const opening = (sandbox: Sandbox) => playOpening({ sandbox, alone: [] });
  const page = await servePage(world, { people: PEOPLE, channels: CHANNELS, opening, story, port: 0 });
  return {
    url: page.url,
    sandbox: world.sandbox,
    async [Symbol.asyncDispose]() {
      await page.close();
      await world.close();
    },
  };
}

export type Window = {
  readonly page: Page;
  /** Console errors and uncaught exceptions. */
  readonly errors: readonly string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

type WindowOptions = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** Opens a browser window as one person, at a channel or at Home (`at`). */
export async function openWindow(
  browser: Browser,
  { url }: Workspace,
  user: string,
  { at = "C0GROWTH", ...options }: WindowOptions & { readonly at?: string } = {},
): Promise<Window> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${url}/?as=${user}&at=${at}`);
  await page.getByRole("main").waitFor();
  return { page, errors, [Symbol.asyncDispose]: () => context.close() };
}

/** Types a message or a command into the message box and sends it. */
export async function type(page: Page, text: string): Promise<void> {
  const input = page.getByRole("main").getByRole("combobox");
  await input.fill(text);
  await input.press("Enter");
}
