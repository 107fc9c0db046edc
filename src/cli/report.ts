import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { type Period, periodNamed } from "#domain/reports/period.ts";
import type { Report } from "#domain/reports/report.ts";
import type { Document } from "#reports/document.ts";
import { reportDocument } from "#reports/report-document.ts";
import { toMarkdownText } from "#reports/markdown.ts";
import { openStoreForReading } from "#store/store.ts";
import { findReportTeam, type ReportRefusal } from "#usecases/reports/find-report-team.ts";
import { readReport } from "#usecases/reports/read-report.ts";
import { closing, databaseSetting, nowIn } from "./terminal/database.ts";
import { Failure, wrongUsage } from "./terminal/failure.ts";
import { teamRefusalWords } from "./terminal/team-words.ts";

type Format = "html" | "md";
type Options = { team?: string; quarter?: string; year?: string; format?: string; out?: string };
type Order = {
  readonly team: string;
  readonly period: Period;
  readonly format: Format;
  readonly out?: string;
};

export const reportCommand = (): Command =>
  new Command("report")
    .description("Write a team's quarter or year as a page to read, print or send, or as Markdown.")
    .option("--team <name>", "the team: its name, or its channel's id")
    .option("--quarter <quarter>", "a quarter, such as 2026-Q4")
    .option("--year <year>", "a year, such as 2026")
    .option("--format <format>", "html or md (that of --out if left out, otherwise html)")
    .option("--out <file>", "where to; otherwise it is printed")
    .addHelpText(
      "after",
      `
The server may be running.

Examples:
  ourcome report --team Growth --quarter 2026-Q4 --out report.html
  ourcome report --team Growth --year 2026 --out report.md`,
    )
    .action(async (options: Options) => {
      const order = readOrder(options);
      const document = reportDocument(await reportFor(order));
      const text = order.format === "md" ? toMarkdownText(document) : await htmlOf(document);
      if (order.out === undefined) return void process.stdout.write(text);
      writeFileSync(order.out, text);
      process.stdout.write(`${order.out} is written.\n`);
    });

/** Markdown needs no charts, and the library that draws them takes a second to load. */
async function htmlOf(document: Document): Promise<string> {
  const { toHtmlPage } = await import("#reports/html.ts");
  return toHtmlPage(document);
}

async function reportFor({ team: name, period }: Order): Promise<Report> {
  const open = await openStoreForReading(databaseSetting());
  return closing(open, async () => {
    const at = await nowIn(open.store);
    const deps = { store: open.store, now: () => at, newId: () => "" };
    const team = await findReportTeam(deps, { team: name, period, at });
    if (!team.ok) throw new Failure(explain(team.error, name));
    return readReport(deps, { team: team.value, period, at });
  });
}

function readOrder({ team, quarter, year, format, out }: Options): Order {
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
  if (problems.length > 0 || !team || !period) throw wrongUsage(...problems);
  const meant: Format =
    format !== undefined && isFormat(format) ? format : out?.endsWith(".md") ? "md" : "html";
  return { team, period, format: meant, ...(out !== undefined && { out }) };
}

function isFormat(text: string): text is Format {
  return text === "html" || text === "md";
}

const explain = (refusal: ReportRefusal, team: string): string =>
  refusal.kind === "period-ahead"
    ? "That has not begun yet, so there is nothing to report."
    : teamRefusalWords(refusal, team);
