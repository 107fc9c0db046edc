import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { explain, type Refusal } from "./refusals.ts";
import { notice } from "#slack/kit/form.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { updateView } from "./update-view.ts";

type Show = (
  client: WebClient,
  triggerId: string,
  view: ModalView,
  next?: Promise<ModalView | undefined>,
  then?: (opened: OpenedView) => Promise<void>,
) => Promise<void>;

/** A view that was opened, and what tells whether it has changed since. */
export type OpenedView = { readonly id: string; readonly hash: string | undefined };

const shows =
  (how: "open" | "push"): Show =>
  async (client, triggerId, view, next = Promise.resolve(undefined), then = async () => {}) => {
    const shown = { trigger_id: triggerId, view };
    const showing = how === "open" ? client.views.open(shown) : client.views.push(shown);
    const [opened, instead] = await Promise.all([showing, next]);
    const { id, hash } = opened.view ?? {};
    if (!id) return;
    await (instead ? updateView(client, id, instead) : then({ id, hash }));
  };

/**
 * Opens a form first, since a trigger id lives for three seconds, and asks Slack about people and channels meanwhile.
 * What they answer may put another view in the form's place.
 */
export const openView = shows("open");

/** The same, on top of the view that is open. */
export const pushView = shows("push");

/** What stands in the place of what may be shown only when it is known that the person may see it. */
export const loadingView: ModalView = notice("One moment", "We are looking it up.");

/**
 * Opens a form about what belongs to a channel. In that channel it opens at once, and gives way to the reason when the
 * person may not; anywhere else nothing of it shows before it is known that they may.
 */
export async function openFormAbout(
  client: WebClient,
  { trigger_id, channel }: { trigger_id: string; channel?: { id: string } | undefined },
  team: Pick<Team, "channel">,
  form: ModalView,
  admission: Promise<Result<unknown, Refusal>>,
): Promise<void> {
  if (channel?.id === team.channel) return openInChannel(client, trigger_id, form, admission);
  return openWhenReady(
    client,
    trigger_id,
    admission.then((admitted) => (admitted.ok ? form : refusalView(admitted.error))),
  );
}

/**
 * Opens a form in the channel that it belongs to; it gives way to the reason when the person may not. While Slack does not
 * say whether they may, it stays, with what is typed into it: the same is asked again when it is sent.
 */
export const openInChannel = (
  client: WebClient,
  triggerId: string,
  form: ModalView,
  admission: Promise<Result<unknown, Refusal>>,
  onceAdmitted?: (opened: OpenedView) => Promise<void>,
): Promise<void> =>
  openView(
    client,
    triggerId,
    form,
    admission.then((admitted) =>
      admitted.ok || admitted.error.kind === "slack-silent" ? undefined : refusalView(admitted.error),
    ),
    async (opened) => {
      if ((await admission).ok) await onceAdmitted?.(opened);
    },
  );

/** Opens nothing but a word of patience at once, and the view when it is known. */
export const openWhenReady = (
  client: WebClient,
  triggerId: string,
  view: Promise<ModalView>,
): Promise<void> => openView(client, triggerId, loadingView, view);

/** Why not; what was typed is given back, since a command is gone from Slack once it is sent. */
export const refusalView = (refusal: Refusal, typed = ""): ModalView =>
  notice(
    "Not here",
    explain(refusal),
    ...(typed === "" ? [] : [`Here is what was typed: ${isolateRightToLeft(typed)}`]),
  );
