import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnShortcut, workspaceOf } from "#slack/surfaces/handler.ts";
import { openView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { mrkdwnToPlainText } from "#slack/kit/text.ts";
import { findBetOfThread } from "#usecases/bets/find-bet-of-thread.ts";
import { learningForm } from "./learning-form.ts";

/**
 * The message shortcut "Save as a learning": opens the form, prefilled from the message but without its author and the
 * people it mentions.
 */
export function onSaveAsLearning(deps: SurfaceDeps): OnShortcut {
  return async ({ ack, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { ts, thread_ts: threadTs, text = "" } = body.message;
    const root = typeof threadTs === "string" ? threadTs : ts;
    const facts = await findBetOfThread(deps, {
      workspace: who.workspace,
      channel: body.channel.id,
      ts: root,
    });
    if (!facts.ok) return openView(client, body.trigger_id, refusalView(facts.error));
    const { bet } = facts.value;
    const findRefusal = async () => {
      const admitted = await admitToBet(deps, who, bet.id);
      return admitted.ok ? undefined : refusalView(admitted.error);
    };
    const messageText = mrkdwnToPlainText(text).trim();
    return openView(client, body.trigger_id, learningForm(bet, deps.newId(), messageText), findRefusal());
  };
}
