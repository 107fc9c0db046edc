import type { Result } from "#domain/result.ts";
import type { Retro } from "#domain/retro.ts";
import { refuse } from "#slack/answer.ts";
import type { SlackDeps } from "#slack/deps.ts";
import type { Refusal } from "#slack/errors.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { closeRetro } from "#usecases/close-retro.ts";
import { reopenRetro } from "#usecases/reopen-retro.ts";
import { admitToRetro } from "./admit-to-retro.ts";

/** A button that closes a retro or opens it once more. Of two clicks at once the second is told so. */
const changes =
  (
    change: (deps: SlackDeps, input: { workspace: string; retro: string }) => Promise<Result<Retro, Refusal>>,
  ) =>
  (deps: SlackDeps): OnButton =>
  async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToRetro(deps, who, action.value ?? "");
    if (!admitted.ok) return refuse(respond, admitted.error);
    const changed = await change(deps, { workspace: who.workspace, retro: admitted.value.retro.id });
    if (!changed.ok) return refuse(respond, changed.error);
    return deps.messenger.deliver();
  };

export const onCloseRetro = changes(closeRetro);

export const onReopenRetro = changes(reopenRetro);
