/** The scheduler wakes every minute anyway. */
const MAX_WAIT_MS = 60_000;

/** Runs on the real clock and doesn't keep the process alive. */
export function wakeTimer(): {
  readonly set: (at: Temporal.Instant, ring: () => void) => void;
  readonly clear: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    set(at, ring) {
      clearTimeout(timer);
      const waitMs = at.epochMilliseconds - Temporal.Now.instant().epochMilliseconds;
      timer = setTimeout(ring, Math.min(Math.max(waitMs, 0), MAX_WAIT_MS)).unref();
    },
    clear: () => clearTimeout(timer),
  };
}
