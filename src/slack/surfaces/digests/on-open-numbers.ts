import type { ModalView } from "@slack/types";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { loadingView, openWhenReady, pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { readWeek } from "#usecases/digests/read-week.ts";
import { numbersView } from "./numbers-view.ts";

/** The *Numbers* button: opens the team's numbers for the person who clicked, on top of a modal if it is in one. */
export function onOpenNumbers(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const numbers = numbersOf(deps, who, action.value ?? "");
    return body.view?.type === "modal"
      ? pushView(client, body.trigger_id, loadingView, numbers)
      : openWhenReady(client, body.trigger_id, numbers);
  };
}

async function numbersOf(deps: SurfaceDeps, who: Requester, id: string): Promise<ModalView> {
  const team = await admitToTeam(deps, who, id);
  if (!team.ok) return refusalView(team.error);
  const week = await readWeek(deps, { workspace: who.workspace, team: id, until: deps.now() });
  return week ? numbersView(week) : refusalView({ kind: "team-not-found" });
}
