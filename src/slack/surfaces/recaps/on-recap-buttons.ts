import { quarterNamed, quarterOn } from "#domain/calendar/quarter.ts";
import type { Team } from "#domain/teams/team.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { openView, loadingView, pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import { postRecap } from "#usecases/recaps/post-recap.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";
import { markdownForm } from "./markdown-form.ts";
import type { QuarterRefusal } from "./quarter-input.ts";

const TITLE = "The quarter";

/** *Post it to the channel*. The button's value is "<team>/<quarter>/<post>", so that each button posts only once. */
export function onPostRecap(deps: SurfaceDeps): OnButton {
  return async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", name = "", post = ""] = (action.value ?? "").split("/");
    const quarter = quarterNamed(name);
    const team = await admitToTeam(deps, who, id);
    if (!team.ok) return replyEphemerally(args, TITLE, team.error);
    if (!quarter) return replyEphemerally(args, TITLE, noQuarter(deps, name, team.value));
    const posted = await postRecap(deps, { workspace: who.workspace, team: id, quarter, post });
    if (!posted.ok) return replyEphemerally(args, TITLE, posted.error);
    // In the channel the posted message is answer enough. From Home it can't be seen, so confirm it.
    if (body.view)
      await replyEphemerally(args, TITLE, message(paragraph(["The recap is in the channel now."])));
    return deps.outbox.deliver();
  };
}

/** *As Markdown*. The button's value is "<team>/<quarter>". */
export function onCopyRecap(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", name = ""] = (action.value ?? "").split("/");
    const quarter = quarterNamed(name);
    const view = admitToTeam(deps, who, id).then(async (team) => {
      if (!team.ok) return refusalView(team.error);
      if (!quarter) return refusalView(noQuarter(deps, name, team.value));
      return markdownForm(await readRecap(deps, { team: team.value, quarter, at: deps.now() }));
    });
    return (body.view ? pushView : openView)(client, body.trigger_id, loadingView, view);
  };
}

const noQuarter = ({ now }: SurfaceDeps, typed: string, { timeZone }: Team): QuarterRefusal => ({
  kind: "no-quarter",
  typed,
  today: quarterOn(now().toZonedDateTimeISO(timeZone).toPlainDate()),
});

/** *Done* in the Markdown form, which saves nothing. */
export const onMarkdownCopied: OnSubmit = async ({ ack }) => ack();
