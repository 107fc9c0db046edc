import type { Logger } from "pino";
import { redactedError } from "#slack/platform/logging/redacted-error.ts";
import type { Ourcome } from "./app.ts";

/** The process as it stands: without an app there is nothing yet that could be lost. */
type Standing = { readonly app?: Ourcome | undefined };

type Means = {
  readonly process: Pick<NodeJS.Process, "on" | "exit">;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
  readonly newId: () => string;
  readonly standing: Standing;
};

/** By convention a process that a signal ended has this and the signal's number as its exit code. */
const BY_SIGNAL = 128;
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** Supervisors kill after ten seconds, which loses nothing either; but the log should say what it was. */
const LONGEST_MS = 9_000;
const LETTING_GO_MS = 1_000;

/** The first signal lets the app finish what is under way; the second one ends it as it is. Whether it is ending. */
export function shutDownOnSignals({ process, log, standing }: Omit<Means, "newId">): () => boolean {
  let ending = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, (): void => {
      if (ending) {
        log.warn({ signal }, "ending at once: what is under way is looked up at the next start");
        process.exit(BY_SIGNAL + SIGNALS[signal]);
      }
      ending = true;
      const { app } = standing;
      if (!app) return process.exit(0);
      log.info({ signal }, "finishing what is under way");
      setTimeout(() => {
        log.error({}, "something does not end: it is looked up at the next start");
        process.exit(1);
      }, LONGEST_MS).unref();
      app.stop().then(
        () => process.exit(0),
        (fault: unknown) => {
          log.error(redactedError(fault), "could not stop in order");
          process.exit(1);
        },
      );
    });
  return () => ending;
}

/**
 * What nobody caught. A promise that failed unheard has spoilt nothing else, so the process lives. After an exception out
 * of nowhere nothing that is in memory can be trusted: whatever supervises the process starts it anew.
 */
export function logUncaughtErrors({ process, log, newId, standing }: Means): void {
  process.on("unhandledRejection", (fault: unknown) => {
    log.error({ fault: newId(), ...redactedError(fault) }, "a fault that nobody waited for");
  });
  process.on("uncaughtException", (fault: unknown) => {
    log.error({ fault: newId(), ...redactedError(fault) }, "a fault that nobody expected: the process ends");
    const end = () => process.exit(1);
    setTimeout(end, LETTING_GO_MS);
    void (standing.app?.abandon() ?? Promise.resolve()).then(end, end);
  });
}
