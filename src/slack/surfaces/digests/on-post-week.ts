import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import { postWeek } from "#usecases/digests/post-week.ts";

const MODAL_TITLE = "The week";

/** *Post it to the channel*. The button's value is "<team>/<post>", so that each button posts only once. */
export function onPostWeek(deps: SurfaceDeps): OnButton {
  return async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", post = ""] = (action.value ?? "").split("/");
    const team = await admitToTeam(deps, who, id);
    if (!team.ok) return replyEphemerally(args, MODAL_TITLE, team.error);
    const posted = await postWeek(deps, { workspace: who.workspace, team: id, post });
    if (!posted.ok) return replyEphemerally(args, MODAL_TITLE, posted.error);
    // In the channel the posted message is the answer. On Home it cannot be seen, so say that it was posted.
    if (body.view)
      await replyEphemerally(args, MODAL_TITLE, message(paragraph(["Our week is in the channel now."])));
    return deps.outbox.deliver();
  };
}
