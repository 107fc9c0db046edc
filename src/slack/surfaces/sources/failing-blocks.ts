import type { KnownBlock } from "@slack/types";
import { bold, bullets, paragraph, type Span } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { FailingSource, TeamOverview } from "#usecases/teams/team-overview.ts";
import { failureWords, remedyWords, sourceName } from "./source-words.ts";

const MAX_SHOWN = 5;
const MAX_METRIC_LENGTH = 40;

/** On Home: the sources of a team that give no number, until they do again. */
export function failingSourceBlocks({ team, today, failing }: TeamOverview): KnownBlock[] {
  if (failing.length === 0) return [];
  const shown = failing.slice(0, MAX_SHOWN);
  const more = failing.length - shown.length;
  return [
    paragraph([bold(`${isolateRightToLeft(team.name)} · metric sources that give no number`)]),
    bullets([
      ...shown.map((one): Span[] => [lineOf(one, today)]),
      ...(more > 0 ? [[`and ${more} more`] satisfies Span[]] : []),
    ]),
  ];
}

/** "signups-weekly (bet #12), since Tue 24 Nov: it does not answer in time. Whoever runs Ourcome can fix it." */
function lineOf({ use, of }: FailingSource, today: Temporal.PlainDate): string {
  const [what, where] =
    "number" in of
      ? [`bet #${of.number}`, `/bet edit ${of.number}`]
      : [isolateRightToLeft(clip(of.metric, MAX_METRIC_LENGTH)), "Edit under Goals"];
  const since = formatDay(use.failure.since, today);
  return `${sourceName(use)} (${what}), since ${since}: ${failureWords(use.failure)}. ${remedyWords(use.failure, where)}`;
}
