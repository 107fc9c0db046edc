import type { SourceRefusal } from "#domain/sources/source.ts";
import { ok, type Result } from "#domain/result.ts";
import { codeOf, refuse } from "#sources/values/refusals.ts";
import { type Fetching, PassingFailure, withRetries } from "./fetching.ts";

export type Request = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, sent by POST. Without it the request is a GET. */
  readonly body?: string;
};

export type Answer = { readonly bytes: Buffer; readonly isHtml: boolean };

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const KEEPS_METHOD = new Set([307, 308]);

/** The body of a 2xx answer. Follows redirects within the same host only, so no credential reaches another one. */
export const request = (wanted: Request, fetching: Fetching): Promise<Result<Answer, SourceRefusal>> =>
  withRetries(() => attempt(wanted, fetching), fetching);

async function attempt(
  { url, headers, body }: Request,
  fetching: Fetching,
): Promise<Result<Answer, SourceRefusal>> {
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await orFailure(fetching, () =>
      fetch(at, {
        redirect: "manual",
        signal: fetching.signal,
        headers: { "user-agent": "Ourcome", ...headers },
        ...(body !== undefined && { method: "POST", body }),
      }),
    );
    if (!REDIRECTS.has(response.status)) return readAnswer(response, fetching);
    await discard(response);
    const next = URL.parse(response.headers.get("location") ?? "", at);
    if (!next || !isSameHost(at, next)) return refuse("redirected", "to another host, port or protocol");
    if (body !== undefined && !KEEPS_METHOD.has(response.status))
      return refuse("redirected", `HTTP status ${response.status}, which would turn a POST into a GET`);
    at = next;
  }
  return refuse("redirected", `more than ${MAX_REDIRECTS} times`);
}

/** From http to https of the same host is fine, the way back isn't: credentials would travel in the open. */
const isSameHost = (from: URL, to: URL): boolean =>
  to.host === from.host &&
  !to.username &&
  !to.password &&
  (to.protocol === from.protocol || (from.protocol === "http:" && to.protocol === "https:"));

async function readAnswer(response: Response, fetching: Fetching): Promise<Result<Answer, SourceRefusal>> {
  const { status } = response;
  if (!response.ok) {
    await discard(response);
    if (status === 429 || status >= 500) throw new PassingFailure("bad-status", `HTTP status ${status}`);
    return refuse("bad-status", `HTTP status ${status}`);
  }
  const { maxBytes } = fetching.limits;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const isWhole = await orFailure(fetching, async () => {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      // Leaving the loop cancels the stream.
      if (size > maxBytes) return false;
      chunks.push(chunk);
    }
    return true;
  });
  if (!isWhole) return refuse("too-large", `more than ${maxBytes} bytes`);
  const isHtml = /^\s*(?:text\/html|application\/xhtml)/i.test(response.headers.get("content-type") ?? "");
  return ok({ bytes: Buffer.concat(chunks), isHtml });
}

/** Frees the connection. A failure to do so changes nothing. */
const discard = (response: Response): Promise<void> =>
  (response.body?.cancel() ?? Promise.resolve()).catch(() => {});

async function orFailure<Value>({ signal }: Fetching, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (fault) {
    signal.throwIfAborted();
    throw new PassingFailure("unreachable", `the connection failed: ${codeOf(fault)}`);
  }
}
