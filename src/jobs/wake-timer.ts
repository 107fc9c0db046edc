/** The scheduler wakes every minute anyway. */
const LONGEST_MS = 60_000;

/** By the real clock; it keeps no process from ending. */
export function wakeTimer(): {
  readonly set: (at: Temporal.Instant, ring: () => void) => void;
  readonly clear: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    set(at, ring) {
      clearTimeout(timer);
      const wait = at.epochMilliseconds - Temporal.Now.instant().epochMilliseconds;
      timer = setTimeout(ring, Math.min(Math.max(wait, 0), LONGEST_MS)).unref();
    },
    clear: () => clearTimeout(timer),
  };
}
