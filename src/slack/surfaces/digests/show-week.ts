import type { Team } from "#domain/teams/team.ts";
import { actions, button, type Message } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import type { Deps } from "#usecases/deps.ts";
import { previewNudge } from "#usecases/nudges/choose-nudge.ts";
import { readWeek } from "#usecases/digests/read-week.ts";
import { renderWeek } from "./digest-message.ts";

/** `/outcomes`: the week as it stands now, for the one who asks. */
export const showWeek = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, () => weekNow(request.deps, request.team));

/** The week as it stands now, with a button to post it. */
export async function weekNow(deps: Deps, team: Team): Promise<Message> {
  const week = await readWeek(deps, { workspace: team.workspace, team: team.id, until: deps.now() });
  if (!week) throw new Error("a team is gone that was there");
  return withPostButton(renderWeek(week, await previewNudge(deps, team)), team.id, deps.newId());
}

/** Without the chart, whose words are there: a workspace that refuses it would refuse the whole answer. */
const withPostButton = (
  { message, withoutChart = message }: { message: Message; withoutChart?: Message },
  team: string,
  post: string,
): Message => ({
  ...withoutChart,
  blocks: [
    ...withoutChart.blocks,
    actions(button("Post it to the channel", ACTIONS.postWeek, `${team}/${post}`)),
  ],
});
