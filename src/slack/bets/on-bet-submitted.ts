import { admitToTeam } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { readMetadata } from "#slack/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/listener.ts";
import { placeBet } from "#usecases/place-bet.ts";
import { BET_FIELDS, betMetadata, placeErrors, readBet } from "./bet-form.ts";

export function onBetSubmitted(deps: SlackDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { team, bet } = readMetadata(betMetadata, view);
    const workspace = workspaceOf(body);
    const draft = readBet(view);
    if (!draft.ok) return ack({ response_action: "errors", errors: draft.error });
    const admitted = await admitToTeam(deps, { workspace, user: body.user.id }, team);
    if (!admitted.ok)
      return ack({ response_action: "errors", errors: { [BET_FIELDS.title]: explain(admitted.error) } });

    const placed = await placeBet(deps, {
      workspace,
      team,
      draft: draft.value,
      person: body.user.id,
      ...(bet && { id: bet }),
    });
    if (!placed.ok) return ack({ response_action: "errors", errors: placeErrors(placed.error) });
    await ack();
    await deps.messenger.deliver();
  };
}
