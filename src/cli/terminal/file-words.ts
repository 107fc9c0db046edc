import type { FileContents } from "#store/database/file-contents.ts";
import { listCounts } from "./output.ts";

/** "1.2 MB with 3 teams, 41 bets" */
export function contentsWords(contents: FileContents): string {
  const { bytes, teams, bets, readings, learnings } = contents;
  const size = bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  const counts = listCounts([
    [teams, "team"],
    [bets, "bet"],
    [readings, "reading"],
    [learnings, "learning"],
  ]);
  return `${size} with ${counts || "no team yet"}`;
}

/** What to take care of, as long as there is something sealed in the file. */
export const sealedWords = ({ sealedAnswers }: FileContents): string | undefined =>
  sealedAnswers === 0
    ? undefined
    : `It holds ${listCounts([[sealedAnswers, "sealed answer"]])} of open votes. With OURCOME_SECRET they can be traced for as long as the file exists: keep the secret elsewhere, and the file no longer than you need it.`;
