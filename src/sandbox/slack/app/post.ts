import { type Agent, type OutgoingHttpHeaders, request } from "node:http";

type Post = {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  /** Keeps connections; without one, each is for one request. */
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
};

/** A request on localhost. `fetch` takes several times as long for one, and the tests make tens of thousands. */
export function post(
  url: string,
  { headers, body, agent, signal }: Post,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
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
    asked.on("error", (fault: NodeJS.ErrnoException) => {
      // The other side may close a connection that was kept just when it is used again: nothing was read of this then.
      if (asked.reusedSocket && fault.code === "ECONNRESET")
        post(url, { headers, body, ...(signal ? { signal } : {}) }).then(resolve, reject);
      else reject(fault);
    });
    asked.end(body);
  });
}
