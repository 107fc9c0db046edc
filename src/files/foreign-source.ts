import type { ImportedBet, TeamRecord } from "#domain/exports/records.ts";
import type { Result } from "#domain/result.ts";
import type { ImportProblem, Located } from "#usecases/exports/import-tally.ts";
import type { Decimal } from "./cells.ts";

/** The bets of another tool's file, one after the other. */
export type ForeignBets = AsyncGenerator<Result<Located<ImportedBet>, ImportProblem>>;

export type ForeignOptions = {
  /** The team that the bets become the team's. */
  readonly team: TeamRecord;
  readonly now: Temporal.Instant;
  /** Takes addresses, mentions and ids out of texts, instead of refusing the file. */
  readonly redact: boolean;
  readonly decimal?: Decimal | undefined;
  /** Columns by field, as the operator maps them. */
  readonly map?: ReadonlyMap<string, string>;
};

/** As long as the forms allow. */
export const MAX = { title: 150, belief: 1_000, metric: 80, unit: 20, reason: 500, note: 300 } as const;

/** A problem with one field of a line. The message is the end of a sentence that begins with the field. */
export const refused = (line: number, field: string, message: string): ImportProblem => ({
  line,
  field,
  kind: "unreadable",
  message,
});
