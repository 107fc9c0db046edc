import { parseArgs } from "node:util";
import { existsSync } from "node:fs";
import { openSandbox } from "./open-sandbox.ts";
import { servePage } from "./page/server.ts";
import { openWorld } from "./page/world.ts";
import type { Sandbox } from "./sandbox.ts";
import { CHANNELS, CHECKOUT, GROWTH, PEOPLE, ZONE } from "./story/cast.ts";
import { playStory } from "./story/story.ts";
import { renderChannel, type TranscriptMessage } from "./transcript.ts";

/**
 * `npm run sandbox`: a workspace in the browser, in which the story has been played. `--empty` starts without the
 * story; `--socket` connects the app by Socket Mode; `--story` prints the story's channels instead, and exits.
 */
const { values: options } = parseArgs({
  options: {
    story: { type: "boolean", default: false },
    empty: { type: "boolean", default: false },
    socket: { type: "boolean", default: false },
    port: { type: "string", default: "3000" },
  },
});

const WORKSPACE = "data/sandbox";
/** Separate from the workspace, which `--story` leaves alone. */
const STORY = "data/story";

try {
  await (options.story ? tellStory() : openPage());
} catch (error) {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
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

async function openPage(): Promise<void> {
  const hasState = !options.empty && existsSync(`${WORKSPACE}.json`);
  const world = await openWorld((how) => openSandbox(hasState ? how : "anew", WORKSPACE, options.socket));
  const story = async (sandbox: Sandbox) => {
    await playStory({ sandbox, alone: [] });
    world.dismissAll(PEOPLE.map(({ id }) => id));
  };
  const page = await servePage(world, {
    people: PEOPLE,
    channels: CHANNELS,
    story,
    port: Number(options.port),
  });
  console.log(`The workspace is at ${page.url}`);
  const resumed = hasState && world.notice() === undefined;
  if (!options.empty && !resumed) await world.runExclusively("Two quarters are being lived.", story);
  console.log(`${world.notice() ?? startMessage(resumed)} Ctrl-C ends it.`);
  const shutDown = async () => {
    await page.close();
    await world.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void shutDown());
}

function startMessage(resumed: boolean): string {
  if (resumed) return "It goes on where it was left. The page can begin it anew.";
  return options.empty ? "It is empty." : "Two quarters of two teams are in it.";
}
