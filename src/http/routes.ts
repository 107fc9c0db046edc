import type { RequestListener, ServerResponse } from "node:http";
import type { Readiness } from "./readiness.ts";

type Answer = { readonly status: number; readonly type: string; readonly body: string };

const text = (status: number, body: string): Answer => ({ status, type: "text/plain; charset=utf-8", body });

/** The routes for monitoring: read-only, open to anyone, and without secrets. */
export function routes({
  ready,
  metrics,
  metricsType,
  onFault,
}: {
  readonly ready: () => Promise<Readiness>;
  readonly metrics: () => Promise<string>;
  readonly metricsType: string;
  readonly onFault: (fault: unknown) => void;
}): RequestListener {
  const paths: Readonly<Record<string, () => Promise<Answer>>> = {
    // Depends on nothing else: while this answers, a restart would not help.
    "/healthz": async () => text(200, "ok\n"),
    "/readyz": async () => {
      const answer = await ready();
      const status = answer.ready ? 200 : 503;
      return { status, type: "application/json", body: `${JSON.stringify(answer)}\n` };
    },
    "/metrics": async () => ({ status: 200, type: metricsType, body: await metrics() }),
  };

  return (request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    const handle = Object.hasOwn(paths, path) ? paths[path] : undefined;
    if (!handle) return send(response, text(404, "Not found.\n"));
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return send(response, text(405, "This can only be read.\n"));
    }
    handle().then(
      (answer) => send(response, answer),
      (fault: unknown) => {
        onFault(fault);
        send(response, text(500, "Something went wrong; the log says what.\n"));
      },
    );
  };
}

/** Node itself omits the body for HEAD. */
function send(response: ServerResponse, { status, type, body }: Answer): void {
  response
    .writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
    })
    .end(body);
}
