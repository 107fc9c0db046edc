import { Command, Option } from "commander";
import type { ExportRecord } from "#domain/exports/records.ts";
import { toBetsCsv } from "#files/bets-csv.ts";
import { toBetsMarkdown } from "#files/bets-markdown.ts";
import { toJsonDocument } from "#files/json-document.ts";
import { writeToOutput, writeWholeFile } from "#files/whole-file.ts";
import { readDatabaseConfig } from "#src/config.ts";
import { openStoreForReading } from "#store/store.ts";
import { exportRecords, findExportTeams, type NamedTeamRefusal } from "#usecases/exports/export-records.ts";
import { counter } from "./terminal/counter.ts";
import { EXIT, Failure } from "./terminal/failure.ts";

const FORMATS: Readonly<Record<string, (records: AsyncIterable<ExportRecord>) => AsyncIterable<string>>> = {
  json: toJsonDocument,
  csv: toBetsCsv,
  markdown: toBetsMarkdown,
};

type Options = { readonly team?: string; readonly format: string; readonly out?: string };

export const exportCommand = (): Command =>
  new Command("export")
    .description("Write what is on record to a file: everything as JSON, or the bets as CSV or Markdown.")
    .option("--team <name>", "only this team: its name, or its channel's id")
    .addOption(new Option("--format <format>", "how").choices(Object.keys(FORMATS)).default("json"))
    .option("--out <file>", "where to; otherwise it is printed")
    .addHelpText(
      "after",
      `
The server may be running: what is written is of one moment. JSON can be imported again.
Votes, keys, tokens and what is still sealed never leave. See docs/export.md.

Examples:
  ourcome export --out ourcome.json
  ourcome export --team Growth --format csv --out bets.csv
  ourcome export --team Growth --format markdown`,
    )
    .action(write);

async function write({ team, format, out }: Options): Promise<void> {
  const database = readDatabaseConfig();
  if (!database.ok) throw new Failure(database.error.join("\n"));
  const { store, close } = await openStoreForReading(database.value);
  try {
    const teams = await findExportTeams({ store }, team);
    if (!teams.ok) throw new Failure(wordsOfTeamRefusal(teams.error, team ?? ""));
    const records = counter("records").counted(exportRecords({ store }, teams.value));
    const chunks = (FORMATS[format] ?? toJsonDocument)(records);
    if (out === undefined) await writeToOutput(process.stdout, chunks);
    else {
      await writeUninterrupted(out, chunks);
      process.stdout.write(`${out} is written.\n`);
    }
  } finally {
    await close();
  }
}

/** Ctrl-C leaves no half-written file. */
async function writeUninterrupted(out: string, chunks: AsyncIterable<string>): Promise<void> {
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  process.once("SIGINT", onInterrupt);
  try {
    await writeWholeFile(out, chunks, abort.signal);
  } catch (fault) {
    if (!abort.signal.aborted) throw fault;
    throw new Failure(`Stopped: ${out} was not written.`, EXIT.interrupted);
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

export function wordsOfTeamRefusal(refusal: NamedTeamRefusal, team: string): string {
  const name = JSON.stringify(team);
  if (refusal.kind === "many-teams")
    return `${refusal.teams.length} teams are called ${name}. Say which by its channel: ${refusal.teams.map(({ channel }) => `--team ${channel}`).join(" or ")}.`;
  return refusal.teams.length === 0
    ? `There is no team called ${name}: this database has no team yet.`
    : `There is no team called ${name}. There are: ${refusal.teams.map((one) => one.name).join(", ")}.`;
}
