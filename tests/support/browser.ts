import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";
import { startSandbox } from "#sandbox/sandbox.ts";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { servePage } from "#sandbox/page/server.ts";
import { openWorld } from "#sandbox/page/world.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { CHANNELS, PEOPLE, START } from "#sandbox/story/cast.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const hasChromium = existsSync(CHROMIUM);
/** For the names of the tests: a report that leaves them out says what is missing. */
export const BROWSER = hasChromium
  ? "Chromium"
  : `Chromium (left out: there is none at ${CHROMIUM}, see $CHROMIUM)`;

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

/** The story's people and channels in a workspace of their own, with the page in front of it. */
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
  const page = await servePage(world, { people: PEOPLE, channels: CHANNELS, story, port: 0 });
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
  /** Errors in the browser's console, and what was thrown. */
  readonly errors: readonly string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

type WindowOptions = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** A window of one person's own, at a place of the workspace. */
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
  page.on("pageerror", (fault) => errors.push(fault.message));
  await page.goto(`${url}/?as=${user}&at=${at}`);
  await page.getByRole("main").waitFor();
  return { page, errors, [Symbol.asyncDispose]: () => context.close() };
}

/** Writes a line in the channel, or a command, and sends it. */
export async function type(page: Page, text: string): Promise<void> {
  const line = page.getByRole("main").getByRole("combobox");
  await line.fill(text);
  await line.press("Enter");
}
