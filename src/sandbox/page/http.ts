import type { IncomingMessage, ServerResponse } from "node:http";
import { type Result, err, ok } from "#domain/result.ts";

const MAX_BYTES = 1_000_000;

/** The body parsed as JSON, or a message why it cannot be. */
export async function readJson(request: IncomingMessage): Promise<Result<unknown, string>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) return err("The request is over 1 MB.");
    chunks.push(bytes);
  }
  try {
    return ok(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    return err("The request is no JSON.");
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  answerText(response, status, "application/json", JSON.stringify(body));
}

export function answerText(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy":
      "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(body);
}

/** False for requests of another site's page (CSRF) or to another host name for this address (DNS rebinding). */
export function isSameOrigin(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return false;
  return origin === undefined || hosts.some((known) => origin === `http://${known}`);
}
