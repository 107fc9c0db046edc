import type { Result } from "#domain/result.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { replyRefusal } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { closeRetro } from "#usecases/retros/close-retro.ts";
import { reopenRetro } from "#usecases/retros/reopen-retro.ts";
import { admitToRetro } from "./admit-to-retro.ts";

/** A button that closes or reopens a retro. If two people click at once, the second is told so. */
const retroButton =
  (
    change: (
      deps: SurfaceDeps,
      input: { workspace: string; retro: string },
    ) => Promise<Result<Retro, Refusal>>,
  ) =>
  (deps: SurfaceDeps): OnButton =>
  async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToRetro(deps, who, action.value ?? "");
    if (!admitted.ok) return replyRefusal(respond, admitted.error);
    const changed = await change(deps, { workspace: who.workspace, retro: admitted.value.retro.id });
    if (!changed.ok) return replyRefusal(respond, changed.error);
    return deps.outbox.deliver();
  };

export const onCloseRetro = retroButton(closeRetro);

export const onReopenRetro = retroButton(reopenRetro);
