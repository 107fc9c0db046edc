import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS, type Limits } from "#sources/http/fetching.ts";
import { openSources } from "#sources/open-sources.ts";

export const DAY = Temporal.PlainDate.from("2026-11-27");

/** Late enough for `DAY` to be over everywhere. */
const NOW = Temporal.Instant.from("2026-11-30T09:00:00Z");

/** The real limits, but retries wait for no time worth mentioning. */
export const QUICK: Limits = { ...LIMITS, retryMs: 1 };

type Options = {
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Limits;
  readonly now?: () => Temporal.Instant;
};

/** What operators have: a `sources.yml`, opened. The file can be written anew. */
export function sourcesFrom(yaml: string, { env = {}, limits = QUICK, now = () => NOW }: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-sources-"));
  const path = join(folder, "sources.yml");
  const write = (text: string) => writeFileSync(path, text);
  write(yaml);
  const logged: string[] = [];
  const log = (facts: object, words: string) => void logged.push(`${words} ${JSON.stringify(facts)}`);
  const opened = openSources({ path, env, limits, now, log: { info: log, warn: log } });
  return { opened, write, logged, path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** Opens a file with one source, whose lines are given without its name, and fetches its number. */
export async function fetchFrom(
  source: string,
  options: Options & { readonly day?: Temporal.PlainDate } = {},
) {
  const lines = source
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  using file = sourcesFrom(`sources:\n  - name: it\n${lines}\n`, options);
  if (!file.opened.ok) throw new Error(file.opened.error.join("\n"));
  const { day = DAY } = options;
  return { ...(await file.opened.value.fetch("it", day)), logged: file.logged };
}

type Received = Pick<IncomingMessage, "method" | "url" | "headers"> & { readonly body: string };

/** A server on localhost that answers as it is told and remembers what it was asked. */
export async function counterpart(answer: RequestListener) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that gives the same answer to everything. */
export const serving = (body: string | Buffer, type = "application/json") =>
  counterpart((_, response) => response.writeHead(200, { "content-type": type }).end(body));
