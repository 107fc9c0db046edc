// Preloaded into the server with --import. On a message from the parent, reports memory after garbage collection.
import { setTimeout as sleep } from "node:timers/promises";

process.on("message", () => {
  void measure().then((memory) => process.send?.(memory));
});
process.channel?.unref();

async function measure(): Promise<{ rss: number; heap: number }> {
  // Pending tasks hold references, so let them finish; later collections find what earlier ones released.
  for (let round = 0; round < 3; round += 1) {
    await sleep(100);
    globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}
