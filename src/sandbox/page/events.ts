import type { ServerResponse } from "node:http";
import type { World } from "./world.ts";

/** Changes come in bursts; the windows fetch once for each. */
const GATHER_MS = 60;

/** Server-sent events: the version, whenever something has changed. */
export function eventStream(world: World) {
  const windows = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    for (const window of windows) window.write(`data: ${world.version()}\n\n`);
  };
  const forget = world.onChange(() => {
    timer ??= setTimeout(tell, GATHER_MS);
  });

  return {
    join(response: ServerResponse): void {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(`retry: 1000\ndata: ${world.version()}\n\n`);
      windows.add(response);
      response.on("close", () => windows.delete(response));
    },
    end(): void {
      forget();
      clearTimeout(timer);
      for (const window of windows) window.end();
    },
  };
}
