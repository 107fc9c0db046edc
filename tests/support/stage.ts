import { createServer } from "node:net";
import { type Ourcome, ourcome } from "#src/app.ts";
import { type SandboxSlack, startSandboxSlack } from "#sandbox/slack/server.ts";
import type { Channel, SandboxOptions } from "#sandbox/slack/state.ts";

const SECRET = "a-signing-secret-of-the-tests";
export const BOT = "U0BOT";

/** The people and channels that the tests play with. */
export const PEOPLE = [
  { id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" },
  { id: "U0BEN", name: "ben", realName: "Ben Ray", timeZone: "Europe/Berlin" },
  { id: "U0CAT", name: "cat", realName: "Cat Lin", timeZone: "America/New_York" },
  { id: "U0DEV", name: "dev", realName: "Dev Rao", timeZone: "Europe/Berlin" },
  { id: "U0GUS", name: "gus", realName: "Gus Guest", timeZone: "Europe/Berlin", guest: true },
  { id: "U0OUT", name: "out", realName: "Out Sider", timeZone: "Europe/Oslo", outsider: true },
];
const TEAM = ["U0ANA", "U0BEN", "U0CAT", "U0GUS", BOT];
export const CHANNELS: readonly Channel[] = [
  { id: "C0GROWTH", name: "growth", members: TEAM },
  { id: "C0SECRET", name: "secret", members: ["U0ANA", "U0BEN", BOT], private: true },
  { id: "C0OTHER", name: "other", members: ["U0ANA", "U0DEV", BOT] },
  { id: "C0NOBOT", name: "no-bot", members: ["U0ANA"] },
  { id: "C0GONE", name: "gone", members: ["U0ANA", BOT], archived: true },
  { id: "C0SHARED", name: "shared", members: ["U0ANA", "U0OUT", BOT], externallyShared: true },
];

/** A Monday. */
export const START = Temporal.Instant.from("2026-11-02T09:00:00Z");

export type Stage = {
  readonly slack: SandboxSlack;
  readonly app: Ourcome;
  /** Moves the clock and lets the app do what is due. */
  readonly wait: (duration: Temporal.DurationLike) => Promise<void>;
  readonly now: () => Temporal.Instant;
  /** The texts of a channel's messages and threads, in order. */
  readonly texts: (channel?: string) => Promise<string[]>;
  /** What a person alone was shown, in order. */
  readonly shownTo: (user: string) => string[];
  readonly logged: readonly string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Ourcome as it is, on a database in memory, against a Slack on localhost: commands in, messages out. */
export async function stage(options: Partial<SandboxOptions> = {}): Promise<Stage> {
  let at = START;
  const now = () => at;
  const slack = await startSandboxSlack({
    people: PEOPLE,
    channels: CHANNELS,
    app: { botToken: "xoxb-tests", signingSecret: SECRET, botUserId: BOT, escapesCommands: false },
    scopes: [
      "commands",
      "chat:write",
      "reactions:read",
      "reactions:write",
      "channels:read",
      "groups:read",
      "users:read",
    ],
    now,
    ...options,
  });
  const port = await freePort();
  const logged: string[] = [];
  const log = (facts: object, words: string) => void logged.push(`${words} ${JSON.stringify(facts)}`);
  let ids = 0;
  const app = await ourcome(
    {
      slack: { mode: "http", apiUrl: slack.url, botToken: "xoxb-tests", signingSecret: SECRET },
      database: { kind: "file", path: ":memory:" },
      secret: new Uint8Array(32).fill(7),
      port,
    },
    {
      now,
      newId: () => `id-${String((ids += 1)).padStart(4, "0")}`,
      log: { info: () => {}, warn: log, error: log },
    },
  );
  await app.start();
  slack.connect(`http://127.0.0.1:${port}/slack/events`, app.idle);
  return {
    slack,
    app,
    now,
    logged,
    async wait(duration) {
      at = at.toZonedDateTimeISO("UTC").add(duration).toInstant();
      await app.tick();
    },
    async texts(channel = "C0GROWTH") {
      const messages = await slack.readChannel(channel);
      const texts = messages.flatMap((message) => [
        message.text,
        ...message.replies.map((reply) => reply.text),
      ]);
      return texts.map(withPlainSpaces);
    },
    shownTo: (user) =>
      slack
        .as(user)
        .ephemerals()
        .map((shown) => withPlainSpaces(shown.text)),
    async [Symbol.asyncDispose]() {
      await app.stop();
      await slack.close();
    },
  };
}

/** Numbers keep to their unit by a no-break space; in a test it reads as any other. */
const withPlainSpaces = (text: string): string => text.replaceAll("\u00a0", " ");

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
