import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Dice, pick } from "./dice.ts";

const FAULTS = [
  "slow",
  "late, and no answer",
  "reset before",
  "reset after",
  "500 before",
  "500 after",
  "429",
  "nonsense after",
] as const;
type Fault = (typeof FAULTS)[number];

/** The share of calls that fail: those that post or update messages, and all others. */
const FAULT_SHARE = { posting: 0.3, other: 0.04 };
const POSTING = new Set(["chat.postMessage", "chat.update"]);

export type FaultySlack = {
  readonly url: string;
  /** How many messages were really created for each key. */
  readonly created: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<Fault, number>;
  /** Resolves with the next call. */
  readonly nextCall: () => Promise<void>;
  /** Stops injecting faults. */
  readonly stopFailing: () => void;
  readonly close: () => Promise<void>;
};

type Answer = { readonly status: number; readonly body: string };

/** A proxy to a Slack that fails at random: late commits, resets, and answers of 429, 500 or garbage. */
export async function faultySlack(target: string, dice: Dice, maxDelayMs: number): Promise<FaultySlack> {
  const created = new Map<string, number>();
  const faults = new Map<Fault, number>();
  const late = new Set<Promise<unknown>>();
  let isHealthy = false;
  let called = Promise.withResolvers<void>();

  async function forward(request: IncomingMessage, method: string, body: Buffer): Promise<Answer> {
    const response = await fetch(`${target}${method}`, {
      method: "POST",
      headers: {
        "content-type": request.headers["content-type"] ?? "",
        authorization: request.headers.authorization ?? "",
      },
      body: new Uint8Array(body),
    });
    const result = { status: response.status, body: await response.text() };
    if (method === "chat.postMessage" && result.body.includes('"ok":true')) {
      const metadata = new URLSearchParams(body.toString()).get("metadata");
      const key = /"key":"([^"]+)"/.exec(metadata ?? "")?.[1] ?? "none";
      created.set(key, (created.get(key) ?? 0) + 1);
    }
    return result;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    called.resolve();
    called = Promise.withResolvers();
    const answer = ({ status, body: text }: Answer, headers = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(text);
    };
    const reset = () => void request.socket.destroy();

    const faultShare = POSTING.has(method) ? FAULT_SHARE.posting : FAULT_SHARE.other;
    if (isHealthy || method === "auth.test" || dice() >= faultShare)
      return answer(await forward(request, method, body));
    const fault = pick(dice, FAULTS);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    switch (fault) {
      case "slow":
        await sleep(dice() * maxDelayMs);
        return answer(await forward(request, method, body));
      case "late, and no answer": {
        reset();
        const work = sleep(dice() * maxDelayMs).then(() => forward(request, method, body));
        late.add(work);
        await work.finally(() => late.delete(work));
        return;
      }
      case "reset before":
        return reset();
      case "reset after":
        await forward(request, method, body);
        return reset();
      case "500 before":
        return answer({ status: 500, body: "" });
      case "500 after":
        await forward(request, method, body);
        return answer({ status: 500, body: "" });
      case "429":
        return answer({ status: 429, body: '{"ok":false,"error":"ratelimited"}' }, { "retry-after": "1" });
      case "nonsense after":
        await forward(request, method, body);
        return answer({ status: 200, body: "<html>It works</html>" });
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    created,
    faults,
    nextCall: () => called.promise,
    stopFailing() {
      isHealthy = true;
    },
    async close() {
      await Promise.allSettled(late);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
