import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { findDelivery, dismissUncertain, postAgain } from "#usecases/deliveries/resolve-uncertain.ts";
import type { HomeTab } from "#slack/surfaces/home/home-tab.ts";

/** Handles a decision about a message that may not have arrived. The answer is always the updated Home. */
const onDecision =
  (decide: typeof postAgain) =>
  (deps: SurfaceDeps, home: HomeTab): OnButton =>
  async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const delivery = await findDelivery(deps, { workspace: who.workspace, key: action.value ?? "" });
    if (delivery && (await admitToTeam(deps, who, delivery.team)).ok) {
      await decide(deps, delivery);
      await deps.outbox.deliver();
    }
    return home.redraw(client, who, { view: body.view });
  };

export const onPostAgain = onDecision(postAgain);
export const onDismissUncertain = onDecision(dismissUncertain);
