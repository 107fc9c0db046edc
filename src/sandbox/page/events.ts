import type { ServerResponse } from "node:http";
import type { World } from "./world.ts";

/** Changes come in bursts; each open page fetches once per burst. */
const DEBOUNCE_MS = 60;

/** Server-sent events: sends the version after every change. */
export function eventStream(world: World) {
  const clients = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  const notify = () => {
    timer = undefined;
    for (const client of clients) client.write(`data: ${world.version()}\n\n`);
  };
  const unsubscribe = world.onChange(() => {
    timer ??= setTimeout(notify, DEBOUNCE_MS);
  });

  return {
    join(response: ServerResponse): void {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(`retry: 1000\ndata: ${world.version()}\n\n`);
      clients.add(response);
      response.on("close", () => clients.delete(response));
    },
    end(): void {
      unsubscribe();
      clearTimeout(timer);
      for (const client of clients) client.end();
    },
  };
}
