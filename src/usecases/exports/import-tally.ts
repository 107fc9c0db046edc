import type { ImportRecord } from "#domain/exports/records.ts";

/** A record, and the line of the file it begins on, from 1. */
export type Located<Record> = { readonly line: number; readonly record: Record };

/** Why a file can't be imported, and where it says so. `field` is a path in the record, or a column. */
export type ImportProblem = { readonly line: number; readonly field: string } & (
  | { readonly kind: "unreadable"; readonly message: string }
  /** Something else is on record under this id. */
  | { readonly kind: "different"; readonly of: ImportRecord["kind"] }
  | {
      readonly kind:
        | "no-team-yet"
        | "team-not-in-file"
        | "channel-taken"
        | "id-taken"
        | "number-taken"
        | "key-result-not-found"
        | "learning-of-another-team";
    }
);

type Counts = { readonly new: number; readonly same: number; readonly different: number };

/** How many records of each kind were new, the same as what is there, or different from it. */
export type ImportSummary = Readonly<Record<ImportRecord["kind"], Counts>>;

/** More would not be read. */
const MAX_PROBLEMS = 20;

export type Tally = ReturnType<typeof tallyOf>;

/** Counts records, and collects problems. */
export function tallyOf() {
  const none = () => ({ new: 0, same: 0, different: 0 });
  const summary = { team: none(), objective: none(), bet: none(), pulse: none() };
  const problems: ImportProblem[] = [];
  return {
    summary: summary as ImportSummary,
    problems: problems as readonly ImportProblem[],
    isFull: () => problems.length >= MAX_PROBLEMS,
    added: (kind: ImportRecord["kind"]) => void (summary[kind].new += 1),
    same: (kind: ImportRecord["kind"]) => void (summary[kind].same += 1),
    different(kind: ImportRecord["kind"], at: { readonly line: number; readonly field: string }): void {
      summary[kind].different += 1;
      this.problem({ ...at, kind: "different", of: kind });
    },
    problem: (problem: ImportProblem): void => {
      if (problems.length < MAX_PROBLEMS) problems.push(problem);
    },
  };
}
