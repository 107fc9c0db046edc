import { Command } from "commander";
import { Failure } from "./terminal/failure.ts";

export const sandboxCommand = (): Command =>
  new Command("sandbox")
    .description("Try Ourcome in a workspace in your browser, against a Slack on localhost.")
    .option("--empty", "begin before the first command, without a bet")
    .option("--socket", "connect Ourcome by Socket Mode")
    .option("--story", "print the channels of two quarters and end; with --port, show them on the page")
    .option("--port <number>", "the page's port (3000 if left out)")
    .addHelpText(
      "after",
      `
What you do is kept in data/sandbox.db and data/sandbox.json. It needs the packages for development.

Examples:
  ourcome sandbox
  ourcome sandbox --empty --port 4000
  ourcome sandbox --story`,
    )
    .action(async (options: { empty?: true; socket?: true; story?: true; port?: string }) => {
      const { runSandbox } = await import("#sandbox/run.ts").catch((fault: unknown) => {
        throw isMissing(fault) ? new Failure(MISSING) : fault;
      });
      await runSandbox(options);
    });

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && "code" in fault && fault.code === "ERR_MODULE_NOT_FOUND";

const MISSING =
  "The sandbox is not installed here: it needs packages that a server does without. In a checkout, run npm ci (without --omit=dev), then ourcome sandbox.";
