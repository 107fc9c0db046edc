import { Command } from "commander";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";

const ourcome = new Command("ourcome")
  .description("Ourcome on the command line.")
  .addCommand(exportCommand())
  .addCommand(importCommand());

try {
  await ourcome.parseAsync();
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
}
