import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { EXIT, Failure } from "./terminal/failure.ts";

/** A command's line in the list of commands, and its module, which is loaded when the command is named. */
type Listed = { readonly summary: string; readonly load: () => Promise<Command> };

/** In the order of the list. `ourcome --help` loads none of them, so that it is quick. */
const COMMANDS: Readonly<Record<string, Listed>> = {
  start: {
    summary: "run the server",
    load: async () => (await import("./start.ts")).startCommand(),
  },
  sandbox: {
    summary: "try Ourcome in a workspace in your browser, without Slack",
    load: async () => (await import("./sandbox.ts")).sandboxCommand(),
  },
  manifest: {
    summary: "print the manifest from which Slack makes the app",
    load: async () => (await import("./manifest.ts")).manifestCommand(),
  },
  backup: {
    summary: "copy the database to a file while the server runs",
    load: async () => (await import("./backup.ts")).backupCommand(),
  },
  restore: {
    summary: "put a backup in the place of the database",
    load: async () => (await import("./restore.ts")).restoreCommand(),
  },
  report: {
    summary: "write a team's quarter or year as a page or as Markdown",
    load: async () => (await import("./report.ts")).reportCommand(),
  },
  export: {
    summary: "write what is on record to a file, to keep or to import elsewhere",
    load: async () => (await import("./export.ts")).exportCommand(),
  },
  import: {
    summary: "add what an export has, or the bets of another tool",
    load: async () => (await import("./import.ts")).importCommand(),
  },
  readings: {
    summary: "take a reading, as a job does that knows the number",
    load: async () => (await import("./readings.ts")).readingsCommand(),
  },
  erase: {
    summary: "erase all that is on record of a team or a workspace, for good",
    load: async () => (await import("./erase.ts")).eraseCommand(),
  },
};

export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** The command line, with those commands that are named. Of the others it knows what the list says. */
export async function ourcome(named: readonly string[] = COMMAND_NAMES): Promise<Command> {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
    version: string;
  };
  const program = new Command("ourcome")
    .description("Ourcome's commands, for whoever runs the server.")
    .version(version, "--version", "print the version")
    .helpOption("--help", "print this")
    .helpCommand("help [command]", "print a command's help")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) })
    .addHelpText("after", ENDING);
  for (const [name, { summary, load }] of Object.entries(COMMANDS))
    if (named.includes(name)) inherit(program, (await load()).summary(summary));
    else program.command(name).description(summary);
  return program;
}

const ENDING = `
Settings come from the environment, as the server's do; DATABASE_URL says which database.
Results are printed to standard output, problems to standard error.

Exit codes:
  0    done
  1    failed: what went wrong is on standard error
  2    wrong usage: nothing was done
  130  interrupted (Ctrl-C): nothing half-written is left

Examples:
  ourcome manifest --http https://ourcome.example.com
  ourcome report --team Growth --quarter 2026-Q4 --out report.html
  ourcome help report`;

/** Adds a command to its parent, with its own subcommands, which only then have their parent's settings. */
function inherit(parent: Command, command: Command): void {
  parent.addCommand(command);
  const settle = (one: Command, from: Command): void => {
    one.copyInheritedSettings(from).helpOption("--help", "print this");
    for (const child of one.commands) settle(child, one);
  };
  settle(command, parent);
}

const asSentence = (text: string): string =>
  text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase()).replace(/([^.?!)])\n$/, "$1.\n");

/** Runs the command that the process was started with, and sets the exit code. */
export async function main(args: readonly string[] = process.argv.slice(2)): Promise<void> {
  // A reader that has seen enough, such as `head`, is no fault.
  process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
    process.exit(fault.code === "EPIPE" ? EXIT.ok : EXIT.failed);
  });
  const name = args.find((arg) => arg !== "help" && !arg.startsWith("-")) ?? "";
  try {
    const program = await ourcome([name]);
    await program.parseAsync(args, { from: "user" });
  } catch (fault) {
    process.exitCode = exitCodeOf(fault);
    // Commander has printed its own.
    if (!(fault instanceof CommanderError))
      process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    if (process.exitCode === EXIT.usage && !isHelp(fault))
      process.stderr.write(`See ${["ourcome", ...(name in COMMANDS ? [name] : [])].join(" ")} --help.\n`);
  }
}

const isHelp = (fault: unknown): boolean =>
  fault instanceof CommanderError && fault.code === "commander.help";

function exitCodeOf(fault: unknown): number {
  if (fault instanceof Failure) return fault.exitCode;
  if (!(fault instanceof CommanderError)) return EXIT.failed;
  // What a command says by `error()` has the code that the command chose.
  if (fault.code === "commander.error" || fault.exitCode === EXIT.ok) return fault.exitCode;
  return EXIT.usage;
}

if (import.meta.main) await main();
