import type { Result } from "#domain/result.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { notice } from "#slack/kit/form.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { closeRetro } from "#usecases/retros/close-retro.ts";
import { reopenRetro } from "#usecases/retros/reopen-retro.ts";
import { admitToRetro } from "./admit-to-retro.ts";

const DONE = ["Retro", "The retro is open again for a day, in the bet's thread."] as const;

/**
 * A button that closes or reopens a retro, in a message; a retro is reopened in the view of the whole retro, too. If two
 * people click at once, the second is told so.
 */
const retroButton =
  (
    change: (
      deps: SurfaceDeps,
      input: { workspace: string; retro: string },
    ) => Promise<Result<Retro, Refusal>>,
  ) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, client, respond }) => {
    await ack();
    const refuse = (error: Refusal) => replyEphemerally({ body, client, respond }, "Retro", error);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToRetro(deps, who, action.value ?? "");
    if (!admitted.ok) return refuse(admitted.error);
    const changed = await change(deps, { workspace: who.workspace, retro: admitted.value.retro.id });
    if (!changed.ok) return refuse(changed.error);
    if (body.view) await updateView(client, body.view.id, notice(...DONE));
    return deps.outbox.deliver();
  };

export const onCloseRetro = retroButton(closeRetro);

export const onReopenRetro = retroButton(reopenRetro);
