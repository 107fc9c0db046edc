import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Period, periodNamed } from "#domain/reports/period.ts";
import type { Report } from "#domain/reports/report.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Document } from "#reports/document.ts";
import { reportDocument } from "#reports/report-document.ts";
import { toMarkdownText } from "#reports/markdown.ts";
import { readDatabaseConfig } from "#src/config.ts";
import { openStoreForReading, type Store } from "#store/store.ts";
import { findReportTeam, type ReportRefusal } from "#usecases/reports/find-report-team.ts";
import { readReport } from "#usecases/reports/read-report.ts";

const USAGE = `npm run -s report -- --team "Growth" --quarter 2026-Q4 --out report.html     a quarter as a page to read, print or send
npm run -s report -- --team "Growth" --year 2026 --out report.md            a year as Markdown
Without --out it is printed, as HTML or with --format md as Markdown. The database is that of DATABASE_URL; the server may be running.`;

const written = await run(process.argv.slice(2)).catch((fault: unknown) =>
  err(fault instanceof Error ? fault.message : String(fault)),
);
if (written.ok) {
  process.stdout.write(written.value);
} else {
  process.stderr.write(`${written.error}\n`);
  process.exitCode = 1;
}

type Format = "html" | "md";
type Order = {
  readonly team: string;
  readonly period: Period;
  readonly format: Format;
  readonly out?: string;
};

async function run(args: string[]): Promise<Result<string, string>> {
  const order = readOrder(args);
  if (!order.ok || order.value === "help") return order.ok ? ok(`${USAGE}\n`) : order;
  const { format, out } = order.value;

  const report = await reportFor(order.value);
  if (!report.ok) return report;
  const document = reportDocument(report.value);
  const text = format === "md" ? toMarkdownText(document) : await htmlOf(document);
  if (out === undefined) return ok(text);
  writeFileSync(out, text);
  return ok(`${out} is written.\n`);
}

/** Markdown needs no charts, and the library that draws them takes a second to load. */
async function htmlOf(document: Document): Promise<string> {
  const { toHtmlPage } = await import("#reports/html.ts");
  return toHtmlPage(document);
}

async function reportFor({ team: name, period }: Order): Promise<Result<Report, string>> {
  const database = readDatabaseConfig();
  if (!database.ok) return err(database.error.join("\n"));
  const { store, close } = await openStoreForReading(database.value);
  try {
    const at = await nowIn(store);
    const deps = { store, now: () => at, newId: () => "" };
    const team = await findReportTeam(deps, { team: name, period, at });
    return team.ok
      ? ok(await readReport(deps, { team: team.value, period, at }))
      : err(explain(team.error, name));
  } finally {
    await close();
  }
}

/** The sandbox's clock may be ahead of this machine's: then what it did last is now. */
async function nowIn(store: Store): Promise<Temporal.Instant> {
  const now = Temporal.Now.instant();
  const lastTick = await store.runState.get("last-tick");
  if (lastTick === undefined) return now;
  const ticked = Temporal.Instant.from(lastTick);
  return Temporal.Instant.compare(ticked, now) > 0 ? ticked : now;
}

function readOrder(args: string[]): Result<Order | "help", string> {
  const options = readOptions(args);
  if (!options.ok) return options;
  const { help, team, quarter, year, format, out } = options.value;
  if (help) return ok("help");
  const period = periodNamed(quarter ?? year ?? "");
  const problems = [
    ...(team ? [] : ['--team is missing: the team\'s name, as in --team "Growth".']),
    ...(quarter !== undefined && year !== undefined
      ? ["--quarter and --year are both given. Leave one out."]
      : []),
    ...(quarter === undefined && year === undefined
      ? ["--quarter or --year is missing, as in --quarter 2026-Q4 or --year 2026."]
      : []),
    ...(quarter !== undefined && period?.kind !== "quarter"
      ? [`--quarter takes a quarter such as 2026-Q4, and not ${JSON.stringify(quarter)}.`]
      : []),
    ...(year !== undefined && quarter === undefined && period?.kind !== "year"
      ? [`--year takes a year such as 2026, and not ${JSON.stringify(year)}.`]
      : []),
    ...(format === undefined || isFormat(format)
      ? []
      : [`--format takes html or md, and not ${JSON.stringify(format)}.`]),
  ];
  if (problems.length > 0 || !team || !period) return err(problems.join("\n"));
  const meant: Format =
    format !== undefined && isFormat(format) ? format : out?.endsWith(".md") ? "md" : "html";
  return ok({ team, period, format: meant, ...(out !== undefined && { out }) });
}

function isFormat(text: string): text is Format {
  return text === "html" || text === "md";
}

function readOptions(args: string[]) {
  try {
    return ok(
      parseArgs({
        args,
        options: {
          team: { type: "string" },
          quarter: { type: "string" },
          year: { type: "string" },
          out: { type: "string" },
          format: { type: "string" },
          help: { type: "boolean" },
        },
      }).values,
    );
  } catch (error) {
    return err(`${error instanceof Error ? error.message.split(". ")[0] : "Not understood"}.\n${USAGE}`);
  }
}

function explain(refusal: ReportRefusal, team: string): string {
  const name = JSON.stringify(team);
  switch (refusal.kind) {
    case "no-team":
      return refusal.teams.length === 0
        ? `There is no team called ${name}: this database has no team yet.`
        : `There is no team called ${name}. There are: ${refusal.teams.map((one) => one.name).join(", ")}.`;
    case "many-teams":
      return `${refusal.teams.length} teams are called ${name}. Say which by its channel: ${refusal.teams.map(({ channel }) => `--team ${channel}`).join(" or ")}.`;
    case "period-ahead":
      return "That has not begun yet, so there is nothing to report.";
  }
}
