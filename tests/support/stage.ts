import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { BOT, type Sandbox, startSandbox } from "#sandbox/sandbox.ts";
import type { Channel } from "#sandbox/slack/state/state.ts";

/** The people and channels that the tests play with. */
const PEOPLE = [
  { id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" },
  { id: "U0BEN", name: "ben", realName: "Ben Ray", timeZone: "Europe/Berlin" },
  { id: "U0CAT", name: "cat", realName: "Cat Lin", timeZone: "America/New_York" },
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

/** A Monday, ten in the morning in Berlin. */
const START = Temporal.Instant.from("2026-11-02T09:00:00Z");

export type Stage = Pick<Sandbox, "slack" | "app" | "appUrl" | "now" | "pass" | "restart"> & {
  /** Moves the clock at once and lets the app do what is due. */
  readonly wait: Sandbox["jump"];
  /** The texts of a channel's messages and threads, in order; of a reply that is also in the channel, only there. */
  readonly texts: (channel?: string) => Promise<string[]>;
  /** What a person alone was shown, in order. */
  readonly shownTo: (user: string) => string[];
  /** Warnings and errors. */
  readonly logged: readonly string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Ourcome as it is, on a database in memory, against a Slack on localhost: commands in, messages out. */
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

/** The same with a team of so many in the growth channel, whose people and channel a test may change as it goes on. */
export async function stageOf(
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

/** Numbers keep to their unit by a no-break space; in a test it reads as any other. */
const withPlainSpaces = (text: string): string => text.replaceAll("\u00a0", " ");
