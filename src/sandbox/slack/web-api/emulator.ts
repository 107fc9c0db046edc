import { Agent } from "node:http";
import { createEmulator } from "emulate";
import { post as postTo } from "#sandbox/slack/app/post.ts";
import { type Answer, type JsonObject, answer } from "#sandbox/slack/state/shapes.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";
import { timestamps } from "#sandbox/slack/state/timestamps.ts";

/** The Web API of `emulate`, with the sandbox's channel ids and timestamps in place of its own. */
export interface Emulated {
  /** Posts a message as the bot or a person, with the timestamp `ts` of the sandbox. */
  say(user: string, ts: string, message: JsonObject): Promise<Answer>;
  /** Calls a method as the bot or a person, without checking scopes. */
  callAs(user: string, method: string, args: JsonObject): Promise<Answer>;
  /** Calls a method as the app, with its scopes. */
  callAsApp(method: string, args: JsonObject): Promise<Answer>;
  close(): Promise<void>;
}

/** emulate answers 5,000 calls an hour per token, so each speaker takes turns with many. */
const TOKENS = Array.from({ length: 50 }, (_, n) => n);
const tokenOf = (user: string, turn: number) => `xoxp-sandbox-${user}-${turn % TOKENS.length}`;

export async function startEmulated(state: SandboxState): Promise<Emulated> {
  const { app, workspace } = state;
  const speakers = [app.userId, ...state.people.keys()];
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: workspace.name, domain: workspace.domain },
        // In emulate's seed, an installed app's bot is the only user whose id can be chosen.
        oauth_apps: [
          {
            client_id: "sandbox",
            client_secret: "sandbox",
            name: app.name,
            redirect_uris: [],
            app_id: app.id,
            bot_id: app.botId,
            bot_user_id: app.userId,
            bot_name: app.name.toLowerCase(),
          },
        ],
        tokens: [
          ...TOKENS.map((turn) => ({
            token: tokenOf("app", turn),
            user_id: app.userId,
            scopes: state.options.scopes,
            bot_id: app.botId,
          })),
          ...speakers.flatMap((user) =>
            TOKENS.map((turn) => ({ token: tokenOf(user, turn), user_id: user })),
          ),
        ],
        strict_scopes: true,
      },
    },
  });

  const agent = new Agent({ keepAlive: true });
  // By IP address, which saves a name look-up for each request.
  const { port } = new URL(emulator.url);
  async function post(token: string, method: string, args: JsonObject): Promise<Answer> {
    const { text } = await postTo(`http://127.0.0.1:${port}/api/${method}`, {
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(args),
      agent,
    });
    const parsed = answer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : { ok: false, error: "unknown_method" };
  }

  let calls = 0;
  const nextToken = (user: string) => tokenOf(user, (calls += 1));

  const emulatedIds = new Map<string, string>();
  for (const channel of state.channels.values()) {
    // The sandbox decides who may see and write where; in emulate all channels are public.
    const created = await post(nextToken(app.userId), "conversations.create", {
      name: channel.id.toLowerCase(),
    });
    const id = idOf(created["channel"]);
    if (!id) throw new Error(`emulate could not create the channel ${channel.id}: ${created.error}`);
    emulatedIds.set(channel.id, id);
  }

  const stamps = timestamps();
  async function callTranslated(token: string, method: string, args: JsonObject): Promise<Answer> {
    const channel = args["channel"];
    if (typeof channel !== "string") return post(token, method, args);
    const forwarded = { ...stamps.toTheirs(args), channel: emulatedIds.get(channel) ?? channel };
    const reply = stamps.toOurs(await post(token, method, forwarded));
    return typeof reply["channel"] === "string" ? { ...reply, channel } : reply;
  }

  return {
    async say(user, ts, message) {
      const reply = await callTranslated(nextToken(user), "chat.postMessage", message);
      if (!reply.ok) return reply;
      stamps.add(ts, String(reply["ts"]));
      return stamps.toOurs(reply);
    },
    callAs: (user, method, args) => callTranslated(nextToken(user), method, args),
    callAsApp: (method, args) => callTranslated(nextToken("app"), method, args),
    close() {
      agent.destroy();
      return emulator.close();
    },
  };
}

function idOf(channel: unknown): string | undefined {
  if (typeof channel !== "object" || channel === null || !("id" in channel)) return undefined;
  return typeof channel.id === "string" ? channel.id : undefined;
}
