import { Command } from "commander";

export const startCommand = (): Command =>
  new Command("start")
    .description("Run the server. SIGTERM or Ctrl-C finishes what is under way and ends it.")
    .addHelpText(
      "after",
      `
Settings are read from the environment; all that are wrong or missing are reported at once.
The log is printed as lines of JSON.

Examples:
  ourcome start
  DATABASE_URL=file:/var/lib/ourcome/ourcome.db PORT=8080 ourcome start`,
    )
    .action(async () => {
      await import("#src/main.ts");
    });
