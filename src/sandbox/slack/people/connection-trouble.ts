import { showEphemeral } from "#sandbox/slack/web-api/chat.ts";
import type { SandboxState, ViewRecord } from "#sandbox/slack/state/state.ts";

/** Slack's message in a form when the app does not answer. */
export const CONNECTION_TROUBLE = "We had some trouble connecting. Try again?";

/** Shows the trouble at the top of a form (block id "") until the app answers again. */
export function showConnectionError(state: SandboxState, view: ViewRecord, answered: boolean): void {
  const { "": trouble, ...others } = view.errors;
  if (answered && trouble === undefined) return;
  view.errors = answered ? others : { ...others, "": CONNECTION_TROUBLE };
  state.changed();
}

/** Tells the person that the app did not answer a button or a shortcut. */
export function showNoResponse(
  state: SandboxState,
  place: { readonly channel: string; readonly user: string },
): void {
  const content = { text: `${state.app.name} did not respond. Please try again.` };
  showEphemeral(state, { ...place, content, from: "slack" });
}
