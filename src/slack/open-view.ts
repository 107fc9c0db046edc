import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { explain, type Refusal } from "./errors.ts";
import { notice } from "./form.ts";

/**
 * Opens a form first, since a trigger id lives for three seconds, and asks Slack about people and channels meanwhile.
 * What they answer may put another view in the form's place.
 */
export async function openView(
  client: WebClient,
  triggerId: string,
  view: ModalView,
  next: Promise<ModalView | undefined> = Promise.resolve(undefined),
): Promise<void> {
  const [opened, instead] = await Promise.all([client.views.open({ trigger_id: triggerId, view }), next]);
  if (instead && opened.view?.id) await client.views.update({ view_id: opened.view.id, view: instead });
}

export const refusalView = (refusal: Refusal): ModalView => notice("Not here", explain(refusal));
