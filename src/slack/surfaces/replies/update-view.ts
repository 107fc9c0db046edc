import type { ModalView } from "@slack/types";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";

/** Slack's words for a view that was closed meanwhile, and for one that has changed since `hash`. */
const GONE_ON = new Set(["not_found", "hash_conflict"]);

/** Puts another view in a view's place. One that is closed, or has gone on by itself, is left alone. */
export async function updateView(
  client: WebClient,
  viewId: string,
  view: ModalView,
  hash?: string,
): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view, ...(hash !== undefined && { hash }) });
  } catch (fault) {
    if (!(fault instanceof WebAPIPlatformError) || !GONE_ON.has(fault.data.error)) throw fault;
  }
}
