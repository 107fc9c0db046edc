/** What the process exits with. */
export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Ends the command with these words on standard error and nothing else. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command was written wrongly: its help is pointed to. */
export const wrongUsage = (...problems: readonly string[]): Failure =>
  new Failure(problems.join("\n"), EXIT.usage);
