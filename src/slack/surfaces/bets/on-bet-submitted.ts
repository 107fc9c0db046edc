import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { placeBet } from "#usecases/bets/place-bet.ts";
import { tellPlaced } from "./corrections/placed-message.ts";
import { BET_FIELDS, betMetadata, placeErrors, readBet } from "./bet-form.ts";

export function onBetSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, client, view }) => {
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
    await deps.outbox.deliver();
    await tellPlaced(deps, client, { channel: admitted.value.channel, user: body.user.id }, placed.value);
  };
}
