import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { makeToken } from "#usecases/tokens/make-token.ts";
import { secretView } from "./secret-view.ts";
import { refreshTokens } from "./show-tokens.ts";
import { readToken, tokenErrors, tokenMetadata } from "./token-form.ts";

/** Makes a token and shows its secret, to this person and this once. */
export function onTokenSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view, client }) => {
    const { team: teamId, id } = readMetadata(tokenMetadata, view);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const draft = readToken(view);
    if (!draft.ok) return ack({ response_action: "errors", errors: draft.error });
    const team = await admitToTeam(deps, who, teamId);
    if (!team.ok) return ack({ response_action: "errors", errors: tokenErrors(team.error) });
    const { isForWorkspace, ...facts } = draft.value;
    if (isForWorkspace && (await deps.access.isAdmin(who)) !== true)
      return ack({ response_action: "errors", errors: tokenErrors({ kind: "not-an-admin" }) });

    const made = await makeToken(deps, {
      workspace: who.workspace,
      ...(!isForWorkspace && { team: team.value.id }),
      ...facts,
      id,
    });
    if (!made.ok) return ack({ response_action: "errors", errors: tokenErrors(made.error) });
    await ack({ response_action: "update", view: secretView(made.value, team.value, deps.server) });
    return refreshTokens(deps, client, view.previous_view_id, who, team.value);
  };
}
