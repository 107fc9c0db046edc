import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import { refusalView, showWhenReady } from "#slack/surfaces/replies/open-view.ts";
import { admitToPulse } from "./admit-to-pulse.ts";
import { PULSE_TITLE, pulseMessage } from "./pulse-message.ts";

/** *How are we?* on Home: shows the pulse as in the channel, with its buttons. */
export function onOpenPulse(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const view = admitToPulse(deps, who, action.value ?? "").then((facts) =>
      facts.ok ? messageModal(PULSE_TITLE, pulseMessage(facts.value, deps.now())) : refusalView(facts.error),
    );
    return showWhenReady(client, body, view);
  };
}
