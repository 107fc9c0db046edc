import { type NudgeKind, NUDGE_PRIORITY } from "#domain/nudges/nudge.ts";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { loadingView, pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { replyInPlace, replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import {
  unsilenceNudge,
  listSilenced,
  type NudgeRefusal,
  silenceNudge,
} from "#usecases/nudges/silence-nudge.ts";
import { silencedList } from "./silenced-list.ts";

const TITLE = "Silenced thoughts";

/** A nudge's button, with the value "<team>/<kind>". The reply lists all silenced nudges, so that any can be undone. */
const nudgeButton =
  (
    show: typeof replyEphemerally,
    change: (deps: SurfaceDeps, team: Team, kind: NudgeKind) => Promise<Result<string, NudgeRefusal>>,
  ) =>
  (deps: SurfaceDeps): OnButton =>
  async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [id = "", value] = (action.value ?? "").split("/");
    const team = await admitToTeam(deps, who, id);
    if (!team.ok) return show(args, TITLE, team.error);
    const kind = NUDGE_PRIORITY.find((known) => known === value);
    if (!kind) return show(args, TITLE, { kind: "nudge-unknown" });
    const changed = await change(deps, team.value, kind);
    const news = changed.ok ? changed.value : explain(changed.error);
    return show(args, TITLE, silencedList(team.value, await listSilenced(deps, team.value), news));
  };

export const onSilenceNudge = nudgeButton(replyEphemerally, async (deps, team, kind) => {
  const silenced = await silenceNudge(deps, team, kind);
  if (!silenced.ok) return silenced;
  const until = formatFullDay(silenced.value.until);
  return { ok: true, value: `Our digest goes without this thought until ${until}, for all of us.` };
});

export const onUnsilenceNudge = nudgeButton(replyInPlace, async (deps, team, kind) => {
  const unsilenced = await unsilenceNudge(deps, team, kind);
  return unsilenced.ok
    ? { ok: true, value: "Our digest may tell this thought again from now on." }
    : unsilenced;
});

/** The *Silenced thoughts* button in the settings. */
export function onOpenSilenced(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const list = admitToTeam(deps, who, action.value ?? "").then(async (team) =>
      team.ok
        ? messageModal(TITLE, silencedList(team.value, await listSilenced(deps, team.value)))
        : refusalView(team.error),
    );
    return pushView(client, body.trigger_id, loadingView, list);
  };
}
