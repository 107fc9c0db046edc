import type { Logger } from "pino";
import { redactedError } from "#slack/platform/logging/redacted-error.ts";
import type { Ourcome } from "./app.ts";

/** `app` is missing until the app is composed; until then there is nothing to lose. */
type Running = { readonly app?: Ourcome | undefined };

type ShutdownDeps = {
  readonly process: Pick<NodeJS.Process, "on" | "exit">;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
  readonly newId: () => string;
  readonly running: Running;
};

/** By convention, the exit code of a process that a signal ended is this plus the signal's number. */
const SIGNAL_EXIT_CODE = 128;
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** Supervisors kill after ten seconds. That would lose nothing either, but the log should say what happened. */
const MAX_SHUTDOWN_MS = 9_000;
const MAX_ABANDON_MS = 1_000;

/**
 * On the first signal, lets the app finish what is in progress; on the second, exits at once. Returns a function that
 * says whether the app is shutting down.
 */
export function shutDownOnSignals({ process, log, running }: Omit<ShutdownDeps, "newId">): () => boolean {
  let isShuttingDown = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, (): void => {
      if (isShuttingDown) {
        log.warn({ signal }, "exiting at once: unfinished deliveries are looked up at the next start");
        process.exit(SIGNAL_EXIT_CODE + SIGNALS[signal]);
      }
      isShuttingDown = true;
      const { app } = running;
      if (!app) return process.exit(0);
      log.info({ signal }, "finishing what is under way");
      setTimeout(() => {
        log.error(
          {},
          "shutdown took too long, exiting: unfinished deliveries are looked up at the next start",
        );
        process.exit(1);
      }, MAX_SHUTDOWN_MS).unref();
      app.stop().then(
        () => process.exit(0),
        (fault: unknown) => {
          log.error(redactedError(fault), "shutdown failed");
          process.exit(1);
        },
      );
    });
  return () => isShuttingDown;
}

/**
 * Logs uncaught errors. An unhandled rejection affects nothing else, so the process goes on. After an uncaught
 * exception, nothing in memory can be trusted: the process exits, for its supervisor to restart it.
 */
export function logUncaughtErrors({ process, log, newId, running }: ShutdownDeps): void {
  process.on("unhandledRejection", (fault: unknown) => {
    log.error({ fault: newId(), ...redactedError(fault) }, "a fault that nobody waited for");
  });
  process.on("uncaughtException", (fault: unknown) => {
    log.error({ fault: newId(), ...redactedError(fault) }, "a fault that nobody expected: the process ends");
    const end = () => process.exit(1);
    setTimeout(end, MAX_ABANDON_MS);
    void (running.app?.closeDatabase() ?? Promise.resolve()).then(end, end);
  });
}
