import { type Agent, type OutgoingHttpHeaders, request } from "node:http";

type PostOptions = {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  /** Keeps connections alive; without one, each request opens its own. */
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
};

/** POSTs to localhost. `fetch` takes several times as long, and the tests make tens of thousands of requests. */
export function post(
  url: string,
  { headers, body, agent, signal }: PostOptions,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const clientRequest = request(
      url,
      {
        method: "POST",
        agent: agent ?? false,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        ...(signal ? { signal } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response
          .on("data", (chunk: Buffer) => void chunks.push(chunk))
          .on("end", () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
          )
          .on("error", reject);
      },
    );
    clientRequest.on("error", (failure: NodeJS.ErrnoException) => {
      // The server may close a kept-alive connection just as it is reused. It has read nothing then: retry.
      if (clientRequest.reusedSocket && failure.code === "ECONNRESET")
        post(url, { headers, body, ...(signal ? { signal } : {}) }).then(resolve, reject);
      else reject(failure);
    });
    clientRequest.end(body);
  });
}
