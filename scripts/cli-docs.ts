import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { ourcome } from "#cli/main.ts";

export const CLI_DOCS = join(import.meta.dirname, "../docs/cli.md");

/** The page about the command line: the help of every command, as it is printed. */
export async function cliDocs(): Promise<string> {
  const program = await ourcome();
  const pages = [program, ...program.commands.flatMap((command) => [command, ...command.commands])];
  return [
    "# The command line",
    "Made from the commands' own help by `node scripts/cli-docs.ts`. In a checkout: `npm run -s ourcome -- <command>`.",
    ...pages.map((command) => `## ${nameOf(command)}\n\`\`\`\n${helpOf(command).trimEnd()}\n\`\`\``),
    "",
  ].join("\n\n");
}

const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

function helpOf(command: Command): string {
  let text = "";
  const write = (more: string) => void (text += more);
  command.configureOutput({ writeOut: write, getOutHelpWidth: () => 80, getOutHasColors: () => false });
  command.outputHelp();
  return text;
}

if (import.meta.main) writeFileSync(CLI_DOCS, await cliDocs());
