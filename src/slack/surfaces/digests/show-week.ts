import type { Team } from "#domain/teams/team.ts";
import { button, type Message } from "#slack/kit/blocks.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { answerAdmitted, type CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import type { Deps } from "#usecases/deps.ts";
import { previewNudge } from "#usecases/nudges/choose-nudge.ts";
import { readLatest } from "#usecases/digests/read-news.ts";
import { renderWeek } from "./digest-message.ts";

/** `/outcomes`: shows the current week to the person who asked. */
export const showWeek = (request: CommandRequest): Promise<void> =>
  answerAdmitted(request, () => currentWeekMessage(request.deps, request.team, { hasBetButtons: true }));

/** The current week, with a button to post it. In a modal it has no buttons that would open a form on top of it. */
export async function currentWeekMessage(
  deps: Deps,
  team: Team,
  { hasBetButtons }: { readonly hasBetButtons: boolean } = { hasBetButtons: false },
): Promise<Message> {
  const latest = await readLatest(deps, { workspace: team.workspace, team: team.id, until: deps.now() });
  if (!latest) throw new Error("The team was deleted while its week was being read.");
  const { message } = renderWeek(latest, {
    nudge: await previewNudge(deps, team),
    buttons: [button("Post it to the channel", ACTIONS.postWeek, `${team.id}/${deps.newId()}`)],
    hasBetButtons,
  });
  return message;
}
