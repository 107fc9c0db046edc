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
        // No answer is needed here: a probe asks again.
        server.closeAllConnections();
      }),
  };
}
