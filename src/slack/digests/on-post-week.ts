import { admitToTeam } from "#slack/admit.ts";
import { refuse } from "#slack/answer.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { postWeek } from "#usecases/post-week.ts";

/** *Post it to the channel*: the button's value is "<team>/<post>", so that each button posts once. */
export function onPostWeek(deps: SlackDeps): OnButton {
  return async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", post = ""] = (action.value ?? "").split("/");
    const team = await admitToTeam(deps, who, id);
    if (!team.ok) return refuse(respond, team.error);
    const posted = await postWeek(deps, { workspace: who.workspace, team: id, post });
    if (!posted.ok) return refuse(respond, posted.error);
    return deps.messenger.deliver();
  };
}
