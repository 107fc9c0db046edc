import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as Slack sent it, byte for byte. */
export type Sent = { readonly type: string; readonly body: string; readonly headers: Record<string, string> };

export type Answer = { readonly status: number; readonly body: string };

export type RecordingProxy = {
  readonly url: string;
  /** What Slack sent, in order. */
  readonly sent: readonly Sent[];
  /** Sends a request to the app again. */
  readonly send: (request: Sent) => Promise<Answer>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A proxy between Slack and the app: records each request and forwards it `copies()` times in parallel. */
export async function startRecordingProxy(
  appUrl: string,
  { copies = () => 1, onSent = () => {} }: { copies?: () => number; onSent?: (sent: Sent) => void } = {},
): Promise<RecordingProxy> {
  const sent: Sent[] = [];

  async function send({ body, headers }: Sent): Promise<Answer> {
    const response = await fetch(appUrl, { method: "POST", headers, body });
    return { status: response.status, body: await response.text() };
  }

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const captured = toSent(Buffer.concat(chunks).toString(), request.headers);
      sent.push(captured);
      onSent(captured);
      const answers = await Promise.all(Array.from({ length: copies() }, () => send(captured)));
      // Slack gets the answer to the copy that the app handled, not the answer to a duplicate.
      const answer = answers.find(({ body }) => !body.includes("This came twice")) ?? answers[0];
      response.writeHead(answer?.status ?? 500, { "content-type": "application/json" });
      response.end(answer?.body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    sent,
    send,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const FORWARDED_HEADERS = ["content-type", "x-slack-request-timestamp", "x-slack-signature"] as const;

function toSent(body: string, headers: IncomingHttpHeaders): Sent {
  const forwarded = FORWARDED_HEADERS.map((name) => [name, String(headers[name])] as const);
  return { body, headers: Object.fromEntries(forwarded), type: String(headers["content-type"]) };
}

/** The headers that Slack sends with a signed body. */
export function signedHeaders(secret: string, type: string, body: string | Buffer): Sent["headers"] {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret)
    .update(`v0:${timestamp}:${String(body)}`)
    .digest("hex");
  return {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
}
