import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { explain, type Refusal } from "./refusals.ts";
import { notice } from "#slack/kit/form.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { type OpenedView, replaceView, updateView } from "./update-view.ts";

type Show = (
  client: WebClient,
  triggerId: string,
  view: ModalView,
  replacement?: Promise<ModalView | undefined>,
  onKept?: (opened: OpenedView) => Promise<void>,
) => Promise<void>;

const show =
  (method: "open" | "push"): Show =>
  async (client, triggerId, view, replacement = Promise.resolve(undefined), onKept = async () => {}) => {
    const request = { trigger_id: triggerId, view };
    const opening = method === "open" ? client.views.open(request) : client.views.push(request);
    const [opened, replacementView] = await Promise.all([opening, replacement]);
    const { id, hash } = opened.view ?? {};
    if (!id) return;
    await (replacementView ? updateView(client, id, replacementView) : onKept({ id, hash }));
  };

/**
 * Opens a view at once, since a trigger id expires after three seconds, while Slack is still being asked about people
 * and channels. If `replacement` resolves to a view, that view takes its place; otherwise calls `onKept`.
 */
export const openView = show("open");

/** Like `openView`, but on top of the view that is open. */
export const pushView = show("push");

/** Shown until it is known that the person may see the view. */
export const loadingView: ModalView = notice("One moment", "We are looking it up.");

/**
 * Opens a form about something that belongs to a channel. In that channel it opens at once, and the refusal replaces it
 * if the person may not act here. Anywhere else nothing of it shows until it is known that they may.
 */
export async function openFormAbout(
  client: WebClient,
  body: Clicked & { channel?: { id: string } | undefined },
  team: Pick<Team, "channel">,
  form: ModalView,
  admission: Promise<Result<unknown, Refusal>>,
  onAdmitted: (opened: OpenedView) => Promise<void> = async () => {},
): Promise<void> {
  const { trigger_id: trigger, view: clicked } = body;
  if (body.channel?.id === team.channel) return openInChannel(client, trigger, form, admission, onAdmitted);
  const view = admission.then((admitted) => (admitted.ok ? form : refusalView(admitted.error)));
  const shown =
    clicked?.type === "modal"
      ? await replaceView(client, clicked.id, await view)
      : await openLoading(client, trigger, view);
  if (shown && (await admission).ok) await onAdmitted(shown);
}

async function openLoading(
  client: WebClient,
  trigger_id: string,
  view: Promise<ModalView>,
): Promise<OpenedView | undefined> {
  const [opened, replacement] = await Promise.all([
    client.views.open({ trigger_id, view: loadingView }),
    view,
  ]);
  const id = opened.view?.id;
  return id === undefined ? undefined : replaceView(client, id, replacement);
}

/**
 * Opens a form in the channel that it belongs to. The refusal replaces it if the person may not act here. If Slack
 * doesn't say in time, the form and what is typed in it stay: access is checked again on submit.
 */
export const openInChannel = (
  client: WebClient,
  triggerId: string,
  form: ModalView,
  admission: Promise<Result<unknown, Refusal>>,
  onAdmitted?: (opened: OpenedView) => Promise<void>,
): Promise<void> =>
  openView(
    client,
    triggerId,
    form,
    admission.then((admitted) =>
      admitted.ok || admitted.error.kind === "slack-silent" ? undefined : refusalView(admitted.error),
    ),
    async (opened) => {
      if ((await admission).ok) await onAdmitted?.(opened);
    },
  );

/** Opens a loading view at once, and replaces it with `view` when that is ready. */
export const openWhenReady = (
  client: WebClient,
  triggerId: string,
  view: Promise<ModalView>,
): Promise<void> => openView(client, triggerId, loadingView, view);

/** Where a button was clicked. */
type Clicked = { readonly trigger_id: string; readonly view?: { id: string; type: string } | undefined };

/** Answers a click: in a modal in its place, so that what the answer changes is not left behind it; elsewhere on top. */
export const showWhenReady = async (
  client: WebClient,
  { trigger_id, view: clicked }: Clicked,
  view: Promise<ModalView>,
): Promise<void> =>
  clicked?.type === "modal"
    ? updateView(client, clicked.id, await view)
    : openWhenReady(client, trigger_id, view);

/** Says why not, and repeats what was typed: Slack clears a command once it is sent. */
export const refusalView = (refusal: Refusal, typed = ""): ModalView =>
  notice(
    "Not here",
    explain(refusal),
    ...(typed === "" ? [] : [`Here is what was typed: ${isolateRightToLeft(typed)}`]),
  );
