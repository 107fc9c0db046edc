import type { IncomingMessage, ServerResponse } from "node:http";
import { type Result, err, ok } from "#domain/result.ts";

const MOST_BYTES = 1_000_000;

/** The body as JSON, or in words why it is none. */
export async function readJson(request: IncomingMessage): Promise<Result<unknown, string>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) return err("The request is over 1 MB.");
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

/** Another site's page in the same browser must not act here, and a name that was bent to this address neither. */
export function fromHere(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return false;
  return origin === undefined || hosts.some((known) => origin === `http://${known}`);
}
