import { Agent } from "node:http";
import { createEmulator } from "emulate";
import { post as postTo } from "#sandbox/slack/app/post.ts";
import { type Answer, type JsonObject, answer } from "#sandbox/slack/state/shapes.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";
import { timestamps } from "#sandbox/slack/state/timestamps.ts";

/** The Web API that `emulate` answers, with the sandbox's channel ids and timestamps for its own. */
export interface Emulated {
  /** Posts a message as the bot or a person, under a timestamp that the front gives it. */
  say(user: string, ts: string, message: JsonObject): Promise<Answer>;
  /** As the bot or a person, past every check of scopes: the front has checked already. */
  callAs(user: string, method: string, args: JsonObject): Promise<Answer>;
  /** As the app with the scopes that it has. */
  callAsApp(method: string, args: JsonObject): Promise<Answer>;
  close(): Promise<void>;
}

const tokenOf = (user: string) => `xoxp-sandbox-${user}`;

export async function startEmulated(state: SandboxState): Promise<Emulated> {
  const { app, workspace } = state;
  const speakers = [app.userId, ...state.people.keys()];
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: workspace.name, domain: workspace.domain },
        // Of all that emulate seeds, an installed app's bot is the only user whose id can be chosen.
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
          { token: app.token, user_id: app.userId, scopes: state.options.scopes, bot_id: app.botId },
          ...speakers.map((user) => ({ token: tokenOf(user), user_id: user })),
        ],
        strict_scopes: true,
      },
    },
  });

  const agent = new Agent({ keepAlive: true });
  // By its address: a name would be looked up each time.
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

  const theirs = new Map<string, string>();
  for (const channel of state.channels.values()) {
    // Who may see and write where is the front's to decide; here all channels are public.
    const made = await post(tokenOf(app.userId), "conversations.create", { name: channel.id.toLowerCase() });
    const id = idOf(made["channel"]);
    if (!id) throw new Error(`emulate did not take the channel ${channel.id}: ${made.error}`);
    theirs.set(channel.id, id);
  }

  const stamps = timestamps();
  async function translated(token: string, method: string, args: JsonObject): Promise<Answer> {
    const ours = args["channel"];
    if (typeof ours !== "string") return post(token, method, args);
    const forwarded = { ...stamps.toTheirs(args), channel: theirs.get(ours) ?? ours };
    const reply = stamps.toOurs(await post(token, method, forwarded));
    return typeof reply["channel"] === "string" ? { ...reply, channel: ours } : reply;
  }

  return {
    async say(user, ts, message) {
      const reply = await translated(tokenOf(user), "chat.postMessage", message);
      if (!reply.ok) return reply;
      stamps.add(ts, String(reply["ts"]));
      return stamps.toOurs(reply);
    },
    callAs: (user, method, args) => translated(tokenOf(user), method, args),
    callAsApp: (method, args) => translated(app.token, method, args),
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
