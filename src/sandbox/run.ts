import { existsSync } from "node:fs";
import { openSandbox } from "./open-sandbox.ts";
import { servePage, STORY_WORDS } from "./page/server.ts";
import { openWorld } from "./page/world.ts";
import type { Sandbox } from "./sandbox.ts";
import { CHANNELS, CHECKOUT, GROWTH, PEOPLE, ZONE } from "./story/cast.ts";
import { playOpening } from "./story/opening.ts";
import { playStory } from "./story/story.ts";
import { renderChannel, type TranscriptMessage } from "./transcript.ts";

/** `story` prints the channels of two quarters and exits, or with a `port` serves the page on them. */
export type SandboxOptions = {
  readonly story?: boolean | undefined;
  /** Begins before the first command. */
  readonly empty?: boolean | undefined;
  /** Connects the app by Socket Mode. */
  readonly socket?: boolean | undefined;
  readonly port?: string | undefined;
};

const PORT = 3_000;

const WORKSPACE = "data/sandbox";
/** Separate from the workspace, which `--story` leaves alone. */
const STORY = "data/story";

/** A workspace in the browser, which begins with one open bet. */
export async function runSandbox(options: SandboxOptions): Promise<void> {
  try {
    await (options.story && options.port === undefined ? tellStory() : openPage(options));
  } catch (error) {
    console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

async function tellStory(): Promise<void> {
  const sandbox = await openSandbox("anew", STORY);
  const alone: TranscriptMessage[] = [];
  await playStory({ sandbox, alone });
  console.log("Two quarters of two teams, played through slash commands, forms, buttons and reactions.");
  print("#growth", await sandbox.slack.readChannel(GROWTH));
  print("#checkout", await sandbox.slack.readChannel(CHECKOUT));
  print("What one of us asked for, and was shown alone", alone);
  const { problems, url } = sandbox.slack;
  for (const problem of problems) console.error("Slack would not have taken this:", problem);
  console.log(`\nThe database is ${STORY}.db. Slack's Web API is at ${url}`);
  await sandbox.close();
  process.exit(problems.length > 0 ? 1 : 0);
}

function print(heading: string, messages: readonly TranscriptMessage[]): void {
  console.log(`\n======== ${heading} ========\n\n${renderChannel(messages, { timeZone: ZONE })}`);
}

async function openPage(options: SandboxOptions): Promise<void> {
  const files = options.story ? STORY : WORKSPACE;
  const hasState = !options.story && !options.empty && existsSync(`${files}.json`);
  const world = await openWorld((how) => openSandbox(hasState ? how : "anew", files, options.socket));
  const playing = (play: typeof playStory) => async (sandbox: Sandbox) => {
    await play({ sandbox, alone: [] });
    world.dismissAll(PEOPLE.map(({ id }) => id));
  };
  const [opening, story] = [playing(playOpening), playing(playStory)];
  const page = await servePage(world, {
    people: PEOPLE,
    channels: CHANNELS,
    opening,
    story,
    port: Number(options.port ?? PORT),
  });
  console.log(`The workspace is at ${page.url}`);
  const resumed = hasState && world.notice() === undefined;
  if (options.story) await world.runExclusively(STORY_WORDS, story);
  else if (!options.empty && !resumed) await world.runExclusively("A first bet is being placed.", opening);
  console.log(`${world.notice() ?? startMessage(options, resumed)} Ctrl-C ends it.`);
  const shutDown = async () => {
    await page.close();
    await world.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void shutDown());
}

function startMessage(options: SandboxOptions, resumed: boolean): string {
  if (resumed) return "It goes on where it was left. The page can begin it anew.";
  if (options.story) return "Two quarters of three teams are in it.";
  return options.empty
    ? "It is empty."
    : "The team Growth has one open bet in it. The page says what to try.";
}
