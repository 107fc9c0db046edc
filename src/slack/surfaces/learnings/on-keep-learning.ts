import type { Learning } from "#domain/learnings/learning.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { refusalView } from "#slack/surfaces/replies/open-view.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { admitToRetro } from "#slack/surfaces/retros/admit-to-retro.ts";
import { retroView } from "#slack/surfaces/retros/retro-summary.ts";
import { findLearning } from "#usecases/retros/find-retro.ts";
import { keepLearning, takeLearningOff } from "#usecases/learnings/keep-learning.ts";
import { keptWords, readKeepButton } from "./keep-button.ts";
import { currentLearnings } from "./show-learnings.ts";

type Change = typeof keepLearning;

/** A learning's button: changes it, then draws the list or the retro anew that it is in. */
const changesLearning =
  (change: Change) =>
  (deps: SurfaceDeps): OnButton =>
  async (args) => {
    const { ack, action, body, client } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { learning, place } = readKeepButton(action.value);
    const found = await changeLearning(deps, who, learning, change);
    if (!found.ok) return replyInPlace(args, "Learnings", found.error);
    const { team, changed } = found.value;
    const news = changed.ok ? keptWords(changed.value) : explain(changed.error);
    if (place.kind === "list" || !body.view) {
      const words = place.kind === "list" ? place.words : "";
      return replyInPlace(args, "Learnings", await currentLearnings(deps, team, words, news));
    }
    const retro = await admitToRetro(deps, who, place.retro);
    const view = retro.ok ? retroView(retro.value, deps.now(), news) : refusalView(retro.error);
    return updateView(client, body.view.id, view);
  };

async function changeLearning(
  deps: SurfaceDeps,
  who: Requester,
  id: string,
  change: Change,
): Promise<Result<{ readonly team: Team; readonly changed: Result<Learning, Refusal> }, Refusal>> {
  const { workspace } = who;
  const found = await findLearning(deps, { workspace, learning: id });
  if (!found) return err({ kind: "learning-gone" });
  const admitted = await admitToTeam(deps, who, found.learning.team);
  if (!admitted.ok) return admitted;
  return ok({ team: admitted.value, changed: await change(deps, { workspace, learning: id }) });
}

export const onKeepLearning = changesLearning(keepLearning);
export const onTakeLearningOff = changesLearning(takeLearningOff);
