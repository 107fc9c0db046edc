import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Workspace = {
  readonly id: string;
  readonly channels: readonly string[];
  readonly people: readonly string[];
};

export type LightSlack = {
  readonly url: string;
  /** How many messages were posted for each key. */
  readonly posted: ReadonlyMap<string, number>;
  readonly updates: () => number;
  /** The number of forms opened. */
  readonly opened: () => number;
  /** The number of answers to people, by response URL. */
  readonly answers: () => number;
  readonly close: () => Promise<void>;
};

const BOT = "U0BOT";

/** The parts of Slack that the soak test needs: keeps only counts, and answers at once. */
export async function lightSlack({ id, channels, people }: Workspace): Promise<LightSlack> {
  const posted = new Map<string, number>();
  let [messages, updates, answers, opened] = [0, 0, 0, 0];
  const info = (channel: string | null) => ({ id: channel, name: channel?.toLowerCase(), is_member: true });

  function answer(method: string, args: URLSearchParams): object {
    switch (method) {
      case "auth.test":
        return { team_id: id, user_id: BOT, bot_id: "B0BOT", url: "https://soak.slack.com/" };
      case "users.info":
        return { user: { id: args.get("user"), team_id: id, tz: "Europe/Berlin", name: args.get("user") } };
      case "users.conversations":
        return { channels: channels.map(info) };
      case "conversations.info":
        return { channel: info(args.get("channel")) };
      case "conversations.members":
        return { members: [...people, BOT] };
      case "chat.postMessage": {
        const key = /"key":"([^"]+)"/.exec(args.get("metadata") ?? "")?.[1] ?? "none";
        posted.set(key, (posted.get(key) ?? 0) + 1);
        messages += 1;
        const ts = `${1_700_000_000 + messages}.000100`;
        return { channel: args.get("channel"), ts };
      }
      case "chat.update":
        updates += 1;
        return { channel: args.get("channel"), ts: args.get("ts") };
      case "views.open":
        opened += 1;
        return { view: { id: "V1", hash: "1" } };
      case "views.update":
      case "views.publish":
        return { view: { id: "V1", hash: "1" } };
      default:
        return {};
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const [, kind, method = ""] = (request.url ?? "").split("/");
    if (kind === "response") {
      answers += 1;
      response.end("ok");
      return;
    }
    response.setHeader("content-type", "application/json");
    const args = new URLSearchParams(Buffer.concat(chunks).toString());
    response.end(JSON.stringify({ ok: true, ...answer(method, args) }));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posted,
    updates: () => updates,
    opened: () => opened,
    answers: () => answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
