import type { Rollup } from "#domain/rollups/rollup.ts";
import { missesNeeded, patternsOf } from "#domain/nudges/obstacles.ts";
import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { hitRateSentence, mandateSentence } from "#slack/surfaces/statistics/statistics-words.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { touchedWords } from "#slack/surfaces/nudges/nudge-words.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { readRollup } from "#usecases/rollups/read-rollup.ts";

const TITLE = bold("Across our teams");

/** `/outcomes across`: replies with the roll-up across teams. */
export const showRollup = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, () => rollupNow(request.deps, request.team.workspace));

export async function rollupNow(deps: SurfaceDeps, workspace: string): Promise<Message> {
  const rollup = await readRollup(deps, workspace);
  return rollup.ok ? rollupMessage(rollup.value) : message(paragraph([TITLE], [explain(rollup.error)]));
}

/** Totals across a workspace's teams. No team has a line of its own, and none is ranked. */
export const rollupMessage = ({ teams, all, own, handedDown, obstacles }: Rollup): Message =>
  message(
    paragraph([TITLE, ` · ${teams} teams, bets settled in the last half year`]),
    bullets([
      [hitRateSentence(all)],
      ...(handedDown ? [[mandateSentence({ own, handedDown }, ["the team", "the team"])]] : []),
      ...obstacleLines(obstacles),
    ]),
    paragraph([
      "Totals only: never by team, and nothing that anybody wrote. Teams in private channels are counted.",
    ]),
  );

function obstacleLines(obstacles: Rollup["obstacles"]): Span[][] {
  if (missesNeeded(obstacles) > 0) return [];
  const patterns = patternsOf(obstacles);
  if (patterns.length === 0) return [[`No obstacle stands out among our ${obstacles.misses} misses.`]];
  return patterns.map(({ obstacle, touched }) => [`${touchedWords(obstacle, touched, obstacles.misses)}.`]);
}
