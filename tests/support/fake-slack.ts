import { type Logger, LogLevel, WebClient } from "@slack/web-api";

/** A message as Slack stores it. */
type Posted = {
  readonly channel: string;
  readonly ts: string;
  readonly at: Temporal.Instant;
  readonly key: string;
  readonly thread?: string;
  /** Whether the reply is also in the channel. */
  readonly alsoInChannel: boolean;
  text: string;
};

/** How one call fails: whether Slack does the work first (`done`), and what it answers. */
export type Failure = {
  readonly done?: boolean;
  readonly answer?: { readonly status?: number; readonly body?: string; readonly retryAfter?: number };
  /** The connection breaks with this system error code, such as ECONNRESET. */
  readonly connectionError?: string;
  /** Runs while the call is in progress. */
  readonly duringCall?: () => Promise<void>;
};

export const slackError = (error: string): Failure => ({
  answer: { body: JSON.stringify({ ok: false, error }) },
});
export const rateLimited = (seconds: number): Failure => ({ answer: { status: 429, retryAfter: seconds } });

export type FakeSlack = {
  readonly client: WebClient;
  /** In posting order. */
  readonly posted: Posted[];
  readonly calls: string[];
  /** By method: how its next calls fail, in order. */
  readonly failures: Record<string, Failure[]>;
  readonly texts: () => string[];
};

const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};

/** An in-memory fake of Slack behind the real Slack client. The test decides, call by call, what fails. */
export function fakeSlack(now: () => Temporal.Instant, logger: Logger = SILENT): FakeSlack {
  const posted: Posted[] = [];
  const calls: string[] = [];
  const failures: Record<string, Failure[]> = {};

  const methods: Record<string, (args: URLSearchParams) => object> = {
    "chat.postMessage": (args) => {
      const ts = `${now().epochMilliseconds / 1_000}.${String(posted.length).padStart(6, "0")}`;
      const channel = args.get("channel") ?? "";
      const thread = args.get("thread_ts");
      const metadata = JSON.parse(args.get("metadata") ?? "{}") as { event_payload?: { key?: string } };
      const key = metadata.event_payload?.key ?? "";
      const alsoInChannel = args.get("reply_broadcast") === "true";
      const text = args.get("text") ?? "";
      posted.push({ channel, ts, at: now(), key, text, alsoInChannel, ...(thread && { thread }) });
      return { channel, ts };
    },
    "chat.update": (args) => {
      const found = posted.find(({ ts }) => ts === args.get("ts"));
      if (found) found.text = args.get("text") ?? "";
      return found ? {} : { ok: false, error: "message_not_found" };
    },
    "reactions.add": () => ({}),
    "conversations.history": (args) => page(args, (message) => message.thread === undefined),
    "conversations.replies": (args) =>
      page(args, ({ thread, ts }) => thread === args.get("ts") || ts === args.get("ts")),
  };
  function page(args: URLSearchParams, shown: (message: Posted) => boolean): object {
    const oldest = Number(args.get("oldest"));
    const found = posted
      .filter((message) => message.channel === args.get("channel") && shown(message))
      .filter(({ at }) => at.epochMilliseconds / 1_000 >= oldest)
      .toReversed();
    const start = Number(args.get("cursor") ?? 0);
    const end = start + Number(args.get("limit"));
    const messages = found.slice(start, end).map(({ ts, key }) => ({
      ts,
      metadata: {
        event_type: "ourcome_delivery",
        ...(args.get("include_all_metadata") === "true" && { event_payload: { key } }),
      },
    }));
    return { messages, response_metadata: { next_cursor: end < found.length ? String(end) : "" } };
  }

  async function answer(url: string, body: string): Promise<Response> {
    const method = url.split("/").at(-1) ?? "";
    calls.push(method);
    const failure = failures[method]?.shift();
    await failure?.duringCall?.();
    const done = failure?.done ?? (!failure?.answer && failure?.connectionError === undefined);
    const result = done ? methods[method]?.(new URLSearchParams(body)) : undefined;
    if (failure?.connectionError !== undefined)
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("broken"), { code: failure.connectionError }),
      });
    if (!failure?.answer) return Response.json({ ok: true, ...result });
    const { status = 200, body: text = "", retryAfter } = failure.answer;
    return new Response(text, {
      status,
      ...(retryAfter !== undefined && { headers: { "retry-after": String(retryAfter) } }),
    });
  }

  const client = new WebClient("xoxb-tests", {
    slackApiUrl: "http://slack.invalid/api/",
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
    fetch: (input, init) => answer(String(input), typeof init?.body === "string" ? init.body : ""),
  });
  return { client, posted, calls, failures, texts: () => posted.map(({ text }) => text) };
}
