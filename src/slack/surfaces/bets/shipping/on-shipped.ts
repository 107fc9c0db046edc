import { z } from "zod";
import type { Result } from "#domain/result.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import { refusalView, showWhenReady } from "#slack/surfaces/replies/open-view.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { replyEphemerally, replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import { shipBet, type Shipped, undoShipping } from "#usecases/bets/ship-bet.ts";
import { shippedMessage, unshippedMessage } from "./shipped-message.ts";

/** *Shipped* and *It has shipped*: today. The answer, which that person alone sees, has an *Undo*. */
export function onShipped(deps: SurfaceDeps): OnButton {
  return async (clicked) => {
    const { ack, action, body, client } = clicked;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const shipping = shipToday(deps, who, action.value ?? "");
    if (body.view) await showWhenReady(client, body, shipping.then(answerView));
    const shipped = await shipping;
    if (!body.view)
      await replyEphemerally(clicked, "Shipped", shipped.ok ? shippedMessage(shipped.value) : shipped.error);
    if (shipped.ok) await deps.outbox.deliver();
  };
}

async function shipToday(deps: SurfaceDeps, who: Requester, bet: string): Promise<Result<Shipped, Refusal>> {
  const admitted = await admitToBet(deps, who, bet);
  return admitted.ok ? shipBet(deps, { workspace: who.workspace, bet }) : admitted;
}

const answerView = (shipped: Result<Shipped, Refusal>) =>
  shipped.ok
    ? messageModal(`Bet #${shipped.value.bet.number}`, shippedMessage(shipped.value))
    : refusalView(shipped.error);

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const undoSchema = z
  .string()
  .transform((value) => value.split("/"))
  .pipe(z.tuple([z.string(), day, z.literal("").or(day)]));

/** *Undo* in the answer to *Shipped*: what was marked before holds again. */
export function onUndoShipped(deps: SurfaceDeps): OnButton {
  return async (clicked) => {
    const { ack, action, body } = clicked;
    await ack();
    const [bet, on, before] = undoSchema.parse(action.value);
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    // The button stays, to be tried again.
    if (!admitted.ok) return replyEphemerally(clicked, "Undo", admitted.error);
    const undone = await undoShipping(deps, { workspace, bet, on, ...(before !== "" && { before }) });
    await replyInPlace(clicked, "Undo", undone.ok ? unshippedMessage(undone.value) : undone.error);
    if (undone.ok) await deps.outbox.deliver();
  };
}
