import type { RequestListener, ServerResponse } from "node:http";
import type { Readiness } from "./readiness.ts";

type Answer = { readonly status: number; readonly type: string; readonly body: string };

const text = (status: number, body: string): Answer => ({ status, type: "text/plain; charset=utf-8", body });

/** The paths for those who watch Ourcome from outside: to be read, by nobody in particular, with no secret in them. */
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
    // Asks nothing of anybody: while this answers, a restart would mend nothing.
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
    const find = Object.hasOwn(paths, path) ? paths[path] : undefined;
    if (!find) return send(response, text(404, "Not found.\n"));
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return send(response, text(405, "This can only be read.\n"));
    }
    find().then(
      (answer) => send(response, answer),
      (fault: unknown) => {
        onFault(fault);
        send(response, text(500, "Something went wrong; the log says what.\n"));
      },
    );
  };
}

/** Node leaves the body out for HEAD by itself. */
function send(response: ServerResponse, { status, type, body }: Answer): void {
  response
    .writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
    })
    .end(body);
}
