import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { BOT } from "#sandbox/sandbox.ts";

/** A form that the app opened. */
export type OpenedForm = { readonly callbackId: string; readonly metadata: string };

export type QuietSlack = {
  readonly origin: string;
  /** The forms that can be submitted, the newest last. */
  readonly forms: OpenedForm[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

type Args = Readonly<Record<string, string>>;

/** A fake Slack that accepts everything and keeps only the opened forms: fast enough for thousands of requests. */
export async function quietSlack(people: readonly [string, ...string[]]): Promise<QuietSlack> {
  const forms: OpenedForm[] = [];
  let origin = "";
  let ts = 0;
  const open = ({ view = "{}", view_id: id = "V1" }: Args): object => {
    const opened = JSON.parse(view) as { callback_id?: string; private_metadata?: string; submit?: object };
    const { callback_id: callbackId = "", private_metadata: metadata = "", submit } = opened;
    if (submit && !forms.some((form) => form.metadata === metadata)) forms.push({ callbackId, metadata });
    return { view: { id } };
  };
  const methods: Readonly<Record<string, (args: Args) => object>> = {
    "auth.test": () => ({ user_id: BOT, bot_id: "B0BOT", team_id: "T0SANDBOX" }),
    "conversations.info": ({ channel }) => ({ channel: { id: channel, name: channel, is_member: true } }),
    "conversations.members": () => ({ members: [...people, BOT] }),
    "users.info": ({ user }) => ({ user: { id: user, team_id: "T0SANDBOX", tz: "Europe/Berlin" } }),
    "users.conversations": () => ({ channels: [] }),
    "chat.postMessage": ({ channel }) => ({
      channel,
      ts: `1793610000.${String((ts += 1)).padStart(6, "0")}`,
    }),
    "reactions.get": () => ({ message: { reactions: [{ name: "mag", users: [people[0]] }] } }),
    "files.getUploadURLExternal": () => ({ file_id: "F1", upload_url: `${origin}/upload` }),
    "views.open": open,
    "views.push": open,
    "views.update": open,
  };
  const server = createServer((request, response) => {
    void read(request).then((args) => {
      const method = request.url?.split("/").at(-1) ?? "";
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: true, ...methods[method]?.(args) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    forms,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<Args> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
}
