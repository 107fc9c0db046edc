import type { Team } from "#domain/teams/team.ts";
import { actions, button, type Message } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import type { Deps } from "#usecases/deps.ts";
import { previewNudge } from "#usecases/nudges/choose-nudge.ts";
import { readWeek } from "#usecases/digests/read-week.ts";
import { renderWeek } from "./digest-message.ts";

/** `/outcomes`: shows the current week to the person who asked. */
export const showWeek = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, () => currentWeekMessage(request.deps, request.team));

/** The current week, with a button to post it. */
export async function currentWeekMessage(deps: Deps, team: Team): Promise<Message> {
  const week = await readWeek(deps, { workspace: team.workspace, team: team.id, until: deps.now() });
  if (!week) throw new Error("The team was deleted while its week was being read.");
  return withPostButton(renderWeek(week, await previewNudge(deps, team)), team.id, deps.newId());
}

/** Leaves the chart out, since a workspace that refuses it would refuse the whole answer. The text has its values. */
const withPostButton = (
  { message, withoutChart = message }: { message: Message; withoutChart?: Message },
  team: string,
  postId: string,
): Message => ({
  ...withoutChart,
  blocks: [
    ...withoutChart.blocks,
    actions(button("Post it to the channel", ACTIONS.postWeek, `${team}/${postId}`)),
  ],
});
