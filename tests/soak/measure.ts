// Comes into the process before it starts, by --import, and says on demand what it takes of memory, with nothing left to collect.
import { setTimeout as sleep } from "node:timers/promises";

process.on("message", () => {
  void measure().then((memory) => process.send?.(memory));
});
process.channel?.unref();

async function measure(): Promise<{ rss: number; heap: number }> {
  // What was waiting for its turn holds on to things; the second collection finds what the first has made free.
  for (let round = 0; round < 3; round += 1) {
    await sleep(100);
    globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}
