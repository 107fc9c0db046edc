import type { ModalView } from "@slack/types";
import { z } from "zod";
import { quarterNamed, quarterOn } from "#domain/calendar/quarter.ts";
import type { Recap } from "#domain/recaps/recap.ts";
import type { Team } from "#domain/teams/team.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import { VIEWS } from "#slack/surfaces/ids.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { openView, loadingView, pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import { postRecap } from "#usecases/recaps/post-recap.ts";
import { readRecap } from "#usecases/recaps/read-recap.ts";
import { markdownForm } from "./markdown-form.ts";
import { wholeQuarterView } from "./whole-quarter.ts";
import type { QuarterRefusal } from "./quarter-input.ts";
import { todayOf } from "#usecases/deps.ts";

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
export const onCopyRecap = (deps: SurfaceDeps): OnButton => opensRecap(deps, (recap) => markdownForm(recap));

/** *Whole quarter*, and its *Next page*. The button's value is "<team>/<quarter>" or "<team>/<quarter>/<page>". */
export const onWholeQuarter = (deps: SurfaceDeps): OnButton =>
  opensRecap(deps, (recap, page) => wholeQuarterView(recap, page));

/** A view on a quarter as of now: on top of the view that the button is in, or in its place if it is of the same kind. */
const opensRecap =
  (deps: SurfaceDeps, render: (recap: Recap, page: number) => ModalView): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", name = "", page] = (action.value ?? "").split("/");
    const quarter = quarterNamed(name);
    const view = admitToTeam(deps, who, id).then(async (team) => {
      if (!team.ok) return refusalView(team.error);
      if (!quarter) return refusalView(noQuarter(deps, name, team.value));
      const recap = await readRecap(deps, { team: team.value, quarter, at: deps.now() });
      return render(recap, readPage(page));
    });
    if (body.view?.callback_id === VIEWS.wholeQuarter) return updateView(client, body.view.id, await view);
    return (body.view ? pushView : openView)(client, body.trigger_id, loadingView, view);
  };

const pageNumber = z.coerce.number().int().min(0).catch(0);
const readPage = (text: string | undefined): number => pageNumber.parse(text);

const noQuarter = ({ now }: SurfaceDeps, typed: string, { timeZone }: Team): QuarterRefusal => ({
  kind: "no-quarter",
  typed,
  today: quarterOn(todayOf({ now }, { timeZone })),
});

/** *Done* in the Markdown form, which saves nothing. */
export const onMarkdownCopied: OnSubmit = async ({ ack }) => ack();
