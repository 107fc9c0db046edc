import { createServer, type RequestListener } from "node:http";

/** Starts an HTTP server, for when Slack's SDK runs none. */
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
        // Connections can be cut: a probe asks again.
        server.closeAllConnections();
      }),
  };
}
