import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { explain, type Refusal } from "./errors.ts";
import { notice } from "./form.ts";

type Show = (
  client: WebClient,
  triggerId: string,
  view: ModalView,
  next?: Promise<ModalView | undefined>,
) => Promise<void>;

const shows =
  (how: "open" | "push"): Show =>
  async (client, triggerId, view, next = Promise.resolve(undefined)) => {
    const shown = { trigger_id: triggerId, view };
    const showing = how === "open" ? client.views.open(shown) : client.views.push(shown);
    const [opened, instead] = await Promise.all([showing, next]);
    if (instead && opened.view?.id) await client.views.update({ view_id: opened.view.id, view: instead });
  };

/**
 * Opens a form first, since a trigger id lives for three seconds, and asks Slack about people and channels meanwhile.
 * What they answer may put another view in the form's place.
 */
export const openView = shows("open");

/** The same, on top of the view that is open. */
export const pushView = shows("push");

export const refusalView = (refusal: Refusal): ModalView => notice("Not here", explain(refusal));
