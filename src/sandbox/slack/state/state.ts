import type { Faults } from "./faults.ts";
import type { RequestEntry, SandboxProblem } from "./request-entry.ts";
import type { Saved } from "./saved-state.ts";
import type { SocketMode } from "./socket-connections.ts";
import type { Answer, Block, JsonObject, ViewContent } from "./shapes.ts";
import type { ViewValues } from "./view-state.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly firstName?: string;
  readonly timeZone: string;
  readonly guest?: boolean;
  /** Administers the workspace. */
  readonly admin?: boolean;
  /** Belongs to another workspace, and is here through Slack Connect. */
  readonly outsider?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** User ids, including the bot's if it was invited. */
  readonly members: readonly string[];
  readonly private?: boolean;
  readonly archived?: boolean;
  readonly externallyShared?: boolean;
  /** A person's direct message with the app. */
  readonly direct?: boolean;
}

/** A call by the app to a Web API method or a `response_url`. */
export interface AppCall {
  readonly method: string;
  readonly args: JsonObject;
  readonly answer: Answer;
}

export interface SandboxOptions {
  readonly workspace?: { readonly id: string; readonly name: string; readonly domain: string };
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly app: {
    readonly botToken: string;
    readonly signingSecret: string;
    readonly botUserId: string;
    readonly name?: string;
    readonly appId?: string;
    readonly botId?: string;
    /** If set, the app is reached by Socket Mode only. */
    readonly appToken?: string;
    /** The bot events that the app subscribes to. */
    readonly events?: readonly string[];
    /** `should_escape` of the commands in the manifest. */
    readonly escapesCommands?: boolean;
  };
  /** The sandbox's clock. Slack's own deadlines (3 s, the age of a signature) use the wall clock. */
  readonly now: () => Temporal.Instant;
  readonly scopes: readonly string[];
  readonly port?: number;
  readonly triggerLifeMs?: number;
  readonly ackDeadlineMs?: number;
  /** Delay in milliseconds by Web API method. */
  readonly slow?: Readonly<Record<string, number>>;
  /** Called with every call of the app and its answer, without the token. */
  readonly onCall?: (call: AppCall) => void;
  /** Another run's `snapshot`, as parsed JSON; its people and channels replace those above. */
  readonly restore?: unknown;
}

export interface ViewRecord {
  readonly id: string;
  readonly userId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  content: ViewContent;
  hash: string;
  values: ViewValues;
  /** The errors shown at the fields, by block id; the form's own is under "". */
  errors: Readonly<Record<string, string>>;
}

export interface Ephemeral {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly at: Temporal.Instant;
  readonly threadTs?: string;
  /** Sent by the app, or by Slack itself about the app. */
  readonly from: "app" | "slack";
  text: string;
  blocks: Block[];
}

interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  readonly expires: Temporal.Instant;
  /** The message whose button was clicked. */
  readonly source?: { readonly ts: string; readonly ephemeral: boolean };
  usesLeft: number;
}

export interface SandboxState {
  readonly options: SandboxOptions;
  readonly workspace: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: {
    readonly token: string;
    readonly signingSecret: string;
    readonly userId: string;
    readonly name: string;
    readonly id: string;
    readonly botId: string;
    readonly socketToken: string | undefined;
  };
  readonly people: ReadonlyMap<string, Person>;
  readonly channels: Map<string, Channel>;
  readonly requests: RequestEntry[];
  readonly problems: SandboxProblem[];
  readonly faults: Faults;
  /** Posted messages by `channel/ts` (see `postedKey`). */
  readonly posted: Map<
    string,
    {
      readonly at: Temporal.Instant;
      readonly threadTs?: string;
      /** A reply that is also shown in the channel. */
      readonly broadcast?: boolean;
    }
  >;
  /** Uploaded files by id. Without bytes until they have been sent. */
  readonly files: Map<string, { readonly name: string; bytes?: Uint8Array<ArrayBuffer> }>;
  readonly ephemerals: Ephemeral[];
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly triggers: Map<string, { readonly user: string; readonly issued: number; used: boolean }>;
  readonly views: Map<string, ViewRecord>;
  /** View ids of each person's open modals, topmost last. */
  readonly stacks: Map<string, string[]>;
  readonly homes: Map<string, string>;
  /** The sandbox's own URL, known once its server listens. */
  baseUrl: string;
  appUrl: string | undefined;
  /** Set when the app is reached by Socket Mode. */
  socketMode: SocketMode | undefined;
  idle: () => Promise<void>;
  /** The last number used by `newId`, and the last `newTs` in microseconds. */
  readonly last: { id: number; ts: number };
  readonly newId: (prefix: string) => string;
  /** By the sandbox's clock, and always later than the one before. */
  readonly newTs: () => string;
  /** To be called after every visible change. */
  readonly changed: () => void;
  readonly listeners: Set<() => void>;
}

const WORKSPACE = { id: "T0SANDBOX", name: "Sandbox", domain: "sandbox" };

export function createState(options: SandboxOptions, restored?: Saved): SandboxState {
  const last = { id: 0, ts: 0, ...restored?.last };
  const listeners = new Set<() => void>();
  return {
    options,
    workspace: options.workspace ?? WORKSPACE,
    app: {
      token: options.app.botToken,
      signingSecret: options.app.signingSecret,
      userId: options.app.botUserId,
      name: options.app.name ?? "Ourcome",
      id: options.app.appId ?? "A0SANDBOX",
      botId: options.app.botId ?? "B0SANDBOX",
      socketToken: options.app.appToken,
    },
    people: new Map((restored ?? options).people.map((person) => [person.id, person])),
    channels: new Map((restored ?? options).channels.map((channel) => [channel.id, channel])),
    requests: [],
    problems: [],
    faults: {},
    posted: new Map(),
    files: new Map(),
    ephemerals: [],
    responseUrls: new Map(),
    triggers: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    baseUrl: "",
    appUrl: undefined,
    socketMode: undefined,
    idle: async () => {},
    last,
    newId: (prefix) => `${prefix}${String((last.id += 1)).padStart(6, "0")}`,
    newTs: () => nextTs(last, options.now()),
    listeners,
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
}

const MICROSECONDS = 1_000_000;

/** A Slack timestamp is also the message's id: seconds with six decimals, unique and increasing. */
function nextTs(last: { ts: number }, now: Temporal.Instant): string {
  last.ts = Math.max(last.ts + 1, now.epochMilliseconds * 1000);
  return `${Math.floor(last.ts / MICROSECONDS)}.${String(last.ts % MICROSECONDS).padStart(6, "0")}`;
}

export function personOf(state: SandboxState, id: string): Person {
  const person = state.people.get(id);
  if (!person) throw new Error(`Nobody in the sandbox has the id ${id}.`);
  return person;
}

export const directMessageId = (user: string) => `D${user}`;

/** Finds a channel, or a person's direct message with the app. */
export function findChannel(state: SandboxState, id: string): Channel | undefined {
  const channel = state.channels.get(id);
  if (channel) return channel;
  const person = state.people.get(id.slice(1));
  if (!person || id !== directMessageId(person.id)) return undefined;
  return { id, name: state.app.name, members: [person.id, state.app.userId], direct: true };
}

export function channelOf(state: SandboxState, id: string): Channel {
  const channel = findChannel(state, id);
  if (!channel) throw new Error(`No channel in the sandbox has the id ${id}.`);
  return channel;
}

export const postedKey = (channel: string, ts: string) => `${channel}/${ts}`;
