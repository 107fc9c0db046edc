import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { openWhenReady, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { admitToRetro } from "./admit-to-retro.ts";
import { retroView } from "./retro-summary.ts";

/** *See the whole retro*, in the line on the verdict. */
export const onShowRetro =
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const found = admitToRetro(deps, who, action.value ?? "");
    const view = found.then((facts) =>
      facts.ok ? retroView(facts.value, deps.now()) : refusalView(facts.error),
    );
    return openWhenReady(client, body.trigger_id, view);
  };
