import type { ModalView } from "@slack/types";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";

/** Slack's errors for a view that was closed meanwhile, and for one that has changed since `hash`. */
const EXPECTED_ERRORS = new Set(["not_found", "hash_conflict"]);

/** An open view. Its hash tells whether it has changed since. */
export type OpenedView = { readonly id: string; readonly hash: string | undefined };

/** Replaces a view. Does nothing if it was closed or has changed meanwhile. */
export async function updateView(
  client: WebClient,
  viewId: string,
  view: ModalView,
  hash?: string,
): Promise<void> {
  await replaceView(client, viewId, view, hash);
}

/** The same, and returns the view as it is then. */
export async function replaceView(
  client: WebClient,
  viewId: string,
  view: ModalView,
  hash?: string,
): Promise<OpenedView | undefined> {
  try {
    const updated = await client.views.update({ view_id: viewId, view, ...(hash !== undefined && { hash }) });
    return { id: viewId, hash: updated.view?.hash };
  } catch (fault) {
    if (!(fault instanceof WebAPIPlatformError) || !EXPECTED_ERRORS.has(fault.data.error)) throw fault;
    return undefined;
  }
}
