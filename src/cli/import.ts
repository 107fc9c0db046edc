import { existsSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { ImportRecord } from "#domain/exports/records.ts";
import type { Result } from "#domain/result.ts";
import type { Decimal } from "#files/cells.ts";
import { csvBets } from "#files/csv-bets.ts";
import { fatebookBets } from "#files/fatebook.ts";
import type { ForeignBets, ForeignOptions } from "#files/foreign-source.ts";
import { growthBookBets } from "#files/growthbook.ts";
import { readJsonDocument } from "#files/json-document.ts";
import { readStoreConfig } from "#src/config.ts";
import { openStore, type Store } from "#store/store.ts";
import { findExportTeams } from "#usecases/exports/export-records.ts";
import { type ImportOptions, importRecords } from "#usecases/exports/import-records.ts";
import type { ImportProblem, Located } from "#usecases/exports/import-tally.ts";
import { wordsOfTeamRefusal } from "./export.ts";
import { totalOf, wordsOfProblem, wordsOfSummary } from "./import-words.ts";
import { counter } from "./terminal/counter.ts";
import { EXIT, Failure, wrongUsage } from "./terminal/failure.ts";

/** Files of other tools, whose bets become those of a team that is there. */
const FOREIGN: Readonly<Record<string, (path: string, options: ForeignOptions) => ForeignBets>> = {
  csv: csvBets,
  fatebook: fatebookBets,
  growthbook: growthBookBets,
};

type Pairs = ReadonlyMap<string, string>;

type Options = {
  readonly format?: string;
  readonly team?: string;
  readonly map: Pairs;
  readonly channel: Pairs;
  readonly workspace?: string;
  readonly decimal?: Decimal;
  readonly redact: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
};

export const importCommand = (): Command =>
  new Command("import")
    .description("Add what a file has and the database lacks: an export of Ourcome, or bets of another tool.")
    .argument("<file>", "the file")
    .addOption(
      new Option("--format <format>", "what the file is; otherwise json, or csv for a .csv file").choices([
        "json",
        ...Object.keys(FOREIGN),
      ]),
    )
    .option("--team <name>", "the team that gets the bets; of an export, the only team to import")
    .option(
      "--map <field=header>",
      "which column is which field of a bet (csv), as often as needed",
      pair,
      new Map(),
    )
    .option(
      "--channel <old=new>",
      "another channel for a team of an export, as often as needed",
      pair,
      new Map(),
    )
    .option("--workspace <id>", "another workspace for the teams of an export")
    .addOption(new Option("--decimal <sign>", "what stands before decimals").choices(["comma", "point"]))
    .option("--redact", "take addresses, mentions and user ids out of texts", false)
    .option("--dry-run", "check everything and save nothing", false)
    .option("--json", "print the result as JSON", false)
    .addHelpText(
      "after",
      `
All of the file is imported or nothing. Nothing is posted in Slack: a bet's card appears with the next thing said about it.
With SQLite, stop the server first. See docs/export.md.

Examples:
  ourcome import ourcome.json --dry-run
  ourcome import ourcome.json --channel C0OLD=C0NEW
  ourcome import bets.csv --team Growth --map title=Feature --map reviewOn="Review by"
  ourcome import fatebook.csv --format fatebook --team Growth --redact
  ourcome import experiments.json --format growthbook --team Growth`,
    )
    .action(run);

function pair(text: string, before: Pairs): Pairs {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError("Write it as one=other.");
  return new Map([...before, [text.slice(0, at), text.slice(at + 1)]]);
}

async function run(path: string, options: Options): Promise<void> {
  if (!existsSync(path)) throw new Failure(`There is no file ${path}.`);
  const config = readStoreConfig();
  if (!config.ok) throw new Failure(config.error.join("\n"));
  const { store, close } = await openStore(config.value.database, config.value.secret);
  const onInterrupt = () => {
    // The transaction ends with the process, and saves nothing.
    process.stderr.write("Stopped: nothing was imported.\n");
    process.exit(EXIT.interrupted);
  };
  process.once("SIGINT", onInterrupt);
  try {
    const source = await sourceOf(store, path, options);
    const { records, into } = source;
    const imported = await importRecords({ store }, () => counter("records").counted(records()), into);
    report(imported, options);
  } finally {
    process.off("SIGINT", onInterrupt);
    await close();
  }
}

type Source = {
  readonly records: () => AsyncIterable<Result<Located<ImportRecord>, ImportProblem>>;
  readonly into: ImportOptions;
};

async function sourceOf(store: Store, path: string, options: Options): Promise<Source> {
  const { format = path.toLowerCase().endsWith(".csv") ? "csv" : "json", team: name, dryRun } = options;
  const foreign = FOREIGN[format];
  if (!foreign) {
    const { channel: channels, workspace } = options;
    return { records: () => readJsonDocument(path), into: { only: name, channels, workspace, dryRun } };
  }
  if (name === undefined)
    throw wrongUsage(`--team is missing: the team that gets the bets, as in --team "Growth".`);
  const teams = await findExportTeams({ store }, name);
  if (!teams.ok) throw new Failure(wordsOfTeamRefusal(teams.error, name));
  const [team] = teams.value;
  if (!team) throw new Failure(`There is no team called ${JSON.stringify(name)}.`);
  const { map, redact, decimal } = options;
  const rules = { team, now: Temporal.Now.instant(), redact, decimal, map };
  return { records: () => foreign(path, rules), into: { into: team, dryRun } };
}

function report(imported: Awaited<ReturnType<typeof importRecords>>, { dryRun, json }: Options): void {
  const { problems, summary } = imported.ok ? { problems: [], summary: imported.value } : imported.error;
  if (json) {
    const result = { ...totalOf(summary), kinds: summary, saved: imported.ok && !dryRun };
    const said = problems.map((problem) => ({
      line: problem.line,
      field: problem.field,
      message: wordsOfProblem(problem),
    }));
    process.stdout.write(`${JSON.stringify({ ...result, problems: said })}\n`);
    if (!imported.ok) process.exitCode = 1;
    return;
  }
  if (!imported.ok)
    throw new Failure(
      [
        ...problems.map(wordsOfProblem),
        `Nothing was imported. As far as the file was read: ${wordsOfSummary(summary)}`,
      ].join("\n"),
    );
  process.stdout.write(
    dryRun
      ? `Nothing was imported (--dry-run). The file has ${wordsOfSummary(summary)}\n`
      : `${wordsOfSummary(summary)}\n`,
  );
}
