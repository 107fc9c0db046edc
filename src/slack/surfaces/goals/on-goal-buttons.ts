import type { ModalView } from "@slack/types";
import type { Objective } from "#domain/goals/goal.ts";
import type { Result } from "#domain/result.ts";
import type { SourceName } from "#domain/sources/source.ts";
import type { Team } from "#domain/teams/team.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { writeMetadata } from "#slack/kit/form.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { loadingView, pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { closeObjective, reopenObjective } from "#usecases/goals/close-objective.ts";
import { findKeyResultPage } from "#usecases/goals/find-contribution.ts";
import { findKeyResult, findObjective } from "#usecases/goals/find-goal.ts";
import { findKeyResultUses } from "#usecases/sources/find-uses.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import { admitToObjective } from "./admit-to-goal.ts";
import { newObjectiveForm, objectiveForm } from "./objective-form.ts";
import { keyResultPage } from "./key-result-page.ts";
import { keyResultForm, newKeyResultForm } from "./key-result-form.ts";
import { refreshGoals } from "./show-goals.ts";
import { valueForm } from "./value-form.ts";
import { todayOf } from "#usecases/deps.ts";

/** The view that a button opens and the team it belongs to, from the database only: Slack is not asked. */
type TeamView = Result<{ readonly team: string; readonly view: ModalView }, Refusal>;
type FindView = (deps: SurfaceDeps, workspace: string, id: string) => Promise<TeamView>;

/** A button in the list of goals that pushes a view. If the person may not see it, the refusal replaces it. */
const pushesView =
  (findView: FindView) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const found = await findView(deps, who.workspace, action.value ?? "");
    if (!found.ok) return pushView(client, body.trigger_id, refusalView(found.error));
    const { team, view } = found.value;
    const findRefusal = async () => {
      const admitted = await admitToTeam(deps, who, team);
      return admitted.ok ? undefined : refusalView(admitted.error);
    };
    // In the team's own list the view shows at once. Anywhere else the value may be forged, so check access first.
    if (body.view?.private_metadata === writeMetadata({ team }))
      return pushView(client, body.trigger_id, view, findRefusal());
    return pushView(
      client,
      body.trigger_id,
      loadingView,
      findRefusal().then((refusal) => refusal ?? view),
    );
  };

const ofTeam =
  (render: (team: Team, today: Temporal.PlainDate, id: string) => ModalView): FindView =>
  async (deps, workspace, id) => {
    const team = await findTeam(deps, { workspace, team: id });
    if (!team) return { ok: false, error: { kind: "team-not-found" } };
    const today = todayOf(deps, team);
    return { ok: true, value: { team: team.id, view: render(team, today, deps.newId()) } };
  };

const ofObjective =
  (render: (objective: Objective, id: string, sources: readonly SourceName[]) => ModalView): FindView =>
  async (deps, workspace, id) => {
    const found = await findObjective(deps, { workspace, objective: id });
    if (!found.ok) return found;
    return {
      ok: true,
      value: { team: found.value.team, view: render(found.value, deps.newId(), deps.sources.names()) },
    };
  };

const ofKeyResult =
  (render: typeof keyResultForm): FindView =>
  async (deps, workspace, id) => {
    const found = await findKeyResult(deps, { workspace, keyResult: id });
    if (!found.ok) return found;
    const { objective, keyResult } = found.value;
    return {
      ok: true,
      value: { team: objective.team, view: render(objective, keyResult, deps.sources.names()) },
    };
  };

export const onAddObjective = pushesView(ofTeam((team, today, id) => newObjectiveForm(team.id, today, id)));
export const onEditObjective = pushesView(ofObjective((objective) => objectiveForm(objective)));
export const onAddKeyResult = pushesView(ofObjective(newKeyResultForm));
export const onEditKeyResult = pushesView(ofKeyResult(keyResultForm));
export const onRecordValue = pushesView(async (deps, workspace, id) => {
  const found = await findKeyResult(deps, { workspace, keyResult: id });
  if (!found.ok) return found;
  const { objective, keyResult } = found.value;
  const team = await findTeam(deps, { workspace, team: objective.team });
  if (!team) return { ok: false, error: { kind: "team-not-found" } };
  const use = (await findKeyResultUses(deps, team)).get(id);
  return { ok: true, value: { team: team.id, view: valueForm(keyResult, use, todayOf(deps, team)) } };
});

export const onShowKeyResult = pushesView(async (deps, workspace, id) => {
  const found = await findKeyResultPage(deps, { workspace, keyResult: id });
  if (!found.ok) return found;
  return { ok: true, value: { team: found.value.objective.team, view: keyResultPage(found.value) } };
});

/** A button in the list of goals that changes an objective, then updates the list. */
const changesObjective =
  (change: typeof closeObjective) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    if (!body.view) return;
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToObjective(deps, who, action.value ?? "");
    if (!admitted.ok) {
      await updateView(client, body.view.id, refusalView(admitted.error));
      return;
    }
    const { objective, team } = admitted.value;
    const changed = await change(deps, { workspace: who.workspace, objective: objective.id });
    const note = changed.ok ? undefined : explain(changed.error);
    return refreshGoals(deps, client, body.view.id, team, note);
  };

export const onCloseObjective = changesObjective(closeObjective);
export const onReopenObjective = changesObjective(reopenObjective);
