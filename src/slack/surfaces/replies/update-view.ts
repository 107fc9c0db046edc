import type { ModalView } from "@slack/types";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";

/** Slack's errors for a view that was closed meanwhile, and for one that has changed since `hash`. */
const EXPECTED_ERRORS = new Set(["not_found", "hash_conflict"]);

/** Replaces a view. Does nothing if it was closed or has changed meanwhile. */
export async function updateView(
  client: WebClient,
  viewId: string,
  view: ModalView,
  hash?: string,
): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view, ...(hash !== undefined && { hash }) });
  } catch (fault) {
    if (!(fault instanceof WebAPIPlatformError) || !EXPECTED_ERRORS.has(fault.data.error)) throw fault;
  }
}
