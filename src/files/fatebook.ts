import { type ConfidenceResult, tallyConfidence } from "#domain/confidence/confidence.ts";
import { importedBet } from "#domain/exports/imported-bet.ts";
import type { ImportedBet } from "#domain/exports/records.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { ImportProblem, Located } from "#usecases/exports/import-tally.ts";
import { dayIn, idOf, instantIn, textIn } from "./cells.ts";
import { openCsv, type Row } from "./csv-rows.ts";
import { type ForeignBets, type ForeignOptions, MAX, refused } from "./foreign-source.ts";

/**
 * Fatebook's CSV has a row for each forecast, those of a question together. Names are read only to take each person's last
 * forecast, and are not kept; nor are comments. Its columns: lib/web/export.ts of github.com/Sage-Future/fatebook.
 */
const COLUMNS = {
  title: "Question title",
  option: "Multiple choice option",
  forecaster: "Forecast created by",
  forecast: "Forecast (scale = 0-1)",
  forecastAt: "Forecast created at",
  createdAt: "Question created at",
  resolveBy: "Question resolve by",
  resolution: "Resolution",
  resolvedAt: "Resolved at",
  notes: "Question notes",
} as const;
type Column = keyof typeof COLUMNS;

/** A question comes true or it doesn't. */
const METRIC = "Resolved yes (1) or no (0)";

export async function* fatebookBets(path: string, options: ForeignOptions): ForeignBets {
  const csv = await openCsv(path);
  if (!csv.ok) return yield csv;
  const missing = Object.values(COLUMNS).find((header) => !csv.value.headers.includes(header));
  if (missing) return yield err(refused(1, missing, "is missing: this is no export of Fatebook"));

  let question: Row[] = [];
  for await (const row of csv.value.rows) {
    if (!row.ok) {
      yield row;
      continue;
    }
    const [first] = question;
    if (first && keyOf(first) !== keyOf(row.value)) {
      yield* betsOf(question, options);
      question = [];
    }
    question.push(row.value);
  }
  yield* betsOf(question, options);
}

const cell = (row: Row, column: Column): string => row.cells.get(COLUMNS[column])?.trim() ?? "";

const keyOf = (row: Row): string => JSON.stringify([cell(row, "title"), cell(row, "createdAt")]);

/** A question's bet, or one for each option of a multiple choice. */
function* betsOf(
  rows: readonly Row[],
  options: ForeignOptions,
): Generator<Result<Located<ImportedBet>, ImportProblem>> {
  for (const forecasts of Map.groupBy(rows, (row) => cell(row, "option")).values())
    yield betOf(forecasts, options);
}

function betOf(
  forecasts: readonly Row[],
  { team, now, redact }: ForeignOptions,
): Result<Located<ImportedBet>, ImportProblem> {
  const [row] = forecasts;
  if (!row) return err(refused(1, "", "is empty"));
  const { line } = row;
  const refuse = (column: Column, message: string) => err(refused(line, COLUMNS[column], message));
  const option = cell(row, "option");
  const title = textIn(option === "" ? cell(row, "title") : `${cell(row, "title")} · ${option}`, {
    max: MAX.title,
    redact,
  });
  if (!title.ok) return refuse("title", title.error);
  if (title.value === "") return refuse("title", "is empty");
  const belief = textIn(cell(row, "notes"), { max: MAX.belief, redact });
  if (!belief.ok) return refuse("notes", belief.error);
  const reviewOn = dayIn(cell(row, "resolveBy"));
  if (!reviewOn.ok) return refuse("resolveBy", reviewOn.error);
  const placedAt = instantIn(cell(row, "createdAt"));
  if (!placedAt.ok) return refuse("createdAt", placedAt.error);
  const resolvedAt = cell(row, "resolvedAt") === "" ? undefined : instantIn(cell(row, "resolvedAt"));
  if (resolvedAt && !resolvedAt.ok) return refuse("resolvedAt", resolvedAt.error);
  const confidence = confidenceOf(forecasts, team.anonymityThreshold);
  if (!confidence.ok) return confidence;

  const settledAt = resolvedAt?.value;
  const takenOn = settledAt?.toZonedDateTimeISO(team.timeZone).toPlainDate() ?? reviewOn.value;
  const outcome = outcomeOf(cell(row, "resolution"), { takenOn, settledAt });
  if (outcome === "unknown") return refuse("resolution", "is none of YES, NO and AMBIGUOUS");
  const bet = {
    id: idOf("fatebook", team.id, cell(row, "title"), option, cell(row, "createdAt")),
    title: title.value,
    belief: belief.value,
    terms: { metric: METRIC, unit: "", baseline: 0, target: 1, reviewOn: reviewOn.value },
    placedAt: placedAt.value,
    confidence: confidence.value,
    outcome,
  };
  return ok({ line, record: importedBet(bet, team, now) });
}

function outcomeOf(
  resolution: string,
  { takenOn, settledAt }: { takenOn: Temporal.PlainDate; settledAt: Temporal.Instant | undefined },
) {
  switch (resolution.toUpperCase()) {
    case "":
      return undefined;
    case "YES":
    case "NO":
      return {
        reading: {
          value: Number(resolution.toUpperCase() === "YES"),
          takenOn,
          evidence: "anecdote" as const,
        },
        settledAt,
      };
    case "AMBIGUOUS":
      return { declared: "inconclusive" as const, reason: "Resolved as ambiguous in Fatebook.", settledAt };
    default:
      return "unknown" as const;
  }
}

/** As much of the forecasts as the team's threshold allows: each person's last counts. */
function confidenceOf(rows: readonly Row[], threshold: number): Result<ConfidenceResult, ImportProblem> {
  const lasts = new Map<string, { readonly at: Temporal.Instant; readonly percent: number }>();
  for (const row of rows) {
    const { line } = row;
    const share = Number(cell(row, "forecast") || Number.NaN);
    if (!(share >= 0 && share <= 1)) return err(refused(line, COLUMNS.forecast, "is no number from 0 to 1"));
    const at = instantIn(cell(row, "forecastAt"));
    if (!at.ok) return err(refused(line, COLUMNS.forecastAt, at.error));
    const before = lasts.get(cell(row, "forecaster"));
    if (!before || Temporal.Instant.compare(before.at, at.value) <= 0)
      lasts.set(cell(row, "forecaster"), { at: at.value, percent: Math.round(share * 100) });
  }
  const votes = new Map<number, number>();
  for (const { percent } of lasts.values()) votes.set(percent, (votes.get(percent) ?? 0) + 1);
  return ok(tallyConfidence(votes, threshold));
}
