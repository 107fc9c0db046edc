import type { ImportProblem, ImportSummary } from "#usecases/exports/import-tally.ts";

/** Where something is wrong with a file, and what. */
export function wordsOfProblem(problem: ImportProblem): string {
  const where = problem.field === "" ? `Line ${problem.line}:` : `Line ${problem.line}, ${problem.field}:`;
  return `${where} ${messageOf(problem)}`;
}

function messageOf(problem: ImportProblem): string {
  switch (problem.kind) {
    case "unreadable":
      return problem.message;
    case "different":
      return `is not what this database has for the same ${problem.of}. Import into an empty database, or take the ${problem.of} out of the file.`;
    case "no-team-yet":
      return "comes before any team, so it is nobody's.";
    case "team-not-in-file":
      return "The file has no such team.";
    case "channel-taken":
      return "has another team already. Say where this one goes with --channel OLD=NEW.";
    case "id-taken":
      return "is in use for something else in this database, or twice in the file.";
    case "number-taken":
      return "is the number of another bet of the team.";
    case "key-result-not-found":
      return "is no key result of the team.";
    case "learning-of-another-team":
      return "is a learning of another team, which only that team's channel may see.";
  }
}

/** "12 new, 3 the same, 0 different: 1 team, 12 bets, 2 objectives." */
export function wordsOfSummary(summary: ImportSummary): string {
  const total = totalOf(summary);
  const kinds = (["team", "objective", "bet", "pulse"] as const).flatMap((kind) => {
    const counts = summary[kind];
    const all = counts.new + counts.same + counts.different;
    return all === 0 ? [] : [`${all.toLocaleString("en-GB")} ${kind}${all === 1 ? "" : "s"}`];
  });
  const counts = `${total.new.toLocaleString("en-GB")} new, ${total.same.toLocaleString("en-GB")} the same, ${total.different.toLocaleString("en-GB")} different`;
  return kinds.length === 0 ? `${counts}.` : `${counts}: ${kinds.join(", ")}.`;
}

export const totalOf = (summary: ImportSummary) =>
  Object.values(summary).reduce(
    (sum, counts) => ({
      new: sum.new + counts.new,
      same: sum.same + counts.same,
      different: sum.different + counts.different,
    }),
    { new: 0, same: 0, different: 0 },
  );
