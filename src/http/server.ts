import { createServer, type RequestListener } from "node:http";

/** A server of our own, where Slack's library has none. */
export async function serve(
  port: number,
  listener: RequestListener,
): Promise<{ close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Nobody is owed an answer here: a watcher asks again.
        server.closeAllConnections();
      }),
  };
}
