import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { BOT, type Sandbox, startSandbox } from "#sandbox/sandbox.ts";
import type { Channel } from "#sandbox/slack/state/state.ts";

/** The people and channels that the tests use. */
const PEOPLE = [
  { id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" },
  { id: "U0BEN", name: "ben", realName: "Ben Ray", timeZone: "Europe/Berlin" },
  { id: "U0CAT", name: "cat", realName: "Cat Lin", timeZone: "America/New_York", admin: true },
  { id: "U0DEV", name: "dev", realName: "Dev Rao", timeZone: "Europe/Berlin" },
  { id: "U0GUS", name: "gus", realName: "Gus Guest", timeZone: "Europe/Berlin", guest: true },
  { id: "U0OUT", name: "out", realName: "Out Sider", timeZone: "Europe/Oslo", outsider: true },
];
const TEAM = ["U0ANA", "U0BEN", "U0CAT", "U0GUS", BOT];
const CHANNELS: readonly Channel[] = [
  { id: "C0GROWTH", name: "growth", members: TEAM },
  { id: "C0SECRET", name: "secret", members: ["U0ANA", "U0BEN", BOT], private: true },
  { id: "C0OTHER", name: "other", members: ["U0ANA", "U0DEV", BOT] },
  { id: "C0NOBOT", name: "no-bot", members: ["U0ANA"] },
  { id: "C0GONE", name: "gone", members: ["U0ANA", BOT], archived: true },
  { id: "C0SHARED", name: "shared", members: ["U0ANA", "U0OUT", BOT], externallyShared: true },
];

/** A Monday, 10:00 in Berlin. */
const START = Temporal.Instant.from("2026-11-02T09:00:00Z");

export type Stage = Pick<Sandbox, "slack" | "app" | "appUrl" | "now" | "pass" | "restart"> & {
  /** Moves the clock in one step and lets the app do what is due. */
  readonly wait: Sandbox["jump"];
  /** The texts of a channel's messages and threads, in order. A reply that is also in the channel comes once, there. */
  readonly texts: (channel?: string) => Promise<string[]>;
  /** The ephemeral messages that a person was shown, in order. */
  readonly shownTo: (user: string) => string[];
  /** Logged warnings and errors. */
  readonly logged: readonly string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The whole app on an in-memory database, against the sandbox's Slack on localhost: commands in, messages out. */
export async function stage(options: Partial<Parameters<typeof startSandbox>[0]> = {}): Promise<Stage> {
  const logged: string[] = [];
  const log = (facts: object, words: string) => void logged.push(`${words} ${JSON.stringify(facts)}`);
  let ids = 0;
  const sandbox = await startSandbox({
    people: PEOPLE,
    channels: CHANNELS,
    scopes: manifestScopes(),
    start: START,
    database: ":memory:",
    newId: () => `id-${String((ids += 1)).padStart(4, "0")}`,
    log: { info: () => {}, warn: log, error: log },
    ...options,
  });
  const { slack, appUrl, now, jump, pass, restart, close } = sandbox;
  return {
    slack,
    get app() {
      return sandbox.app;
    },
    appUrl,
    now,
    pass,
    restart,
    wait: jump,
    logged,
    async texts(channel = "C0GROWTH") {
      const messages = await slack.readChannel(channel);
      const inChannel = new Set(messages.map(({ ts }) => ts));
      const texts = messages.flatMap((message) => [
        message.text,
        ...message.replies.filter(({ ts }) => !inChannel.has(ts)).map((reply) => reply.text),
      ]);
      return texts.map(withPlainSpaces);
    },
    shownTo: (user) =>
      slack
        .as(user)
        .ephemerals()
        .map((shown) => withPlainSpaces(shown.text)),
    [Symbol.asyncDispose]: close,
  };
}

/** A stage with `size` people in #growth. A test may change the people and the channel's members as it runs. */
export async function stageWithTeamOf(
  size: number,
  options: Parameters<typeof stage>[0] = {},
): Promise<{
  readonly s: Stage;
  readonly people: { id: string; guest: boolean }[];
  readonly members: string[];
}> {
  const people = Array.from({ length: size }, (_, index) => ({
    id: index === 0 ? "U0ANA" : `U0P${index}`,
    name: `p${index}`,
    realName: `Quentin${index} Person`,
    timeZone: "Europe/Berlin",
    guest: false,
  }));
  const members = [...people.map(({ id }) => id), BOT];
  const s = await stage({ people, channels: [{ id: "C0GROWTH", name: "growth", members }], ...options });
  return { s, people, members };
}

/** Replaces the no-break spaces between numbers and units, so that tests can write plain ones. */
const withPlainSpaces = (text: string): string => text.replaceAll("\u00a0", " ");
