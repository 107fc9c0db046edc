import { showEphemeral } from "#sandbox/slack/web-api/chat.ts";
import type { SandboxState, ViewRecord } from "#sandbox/slack/state/state.ts";

/** What Slack says in a form when the app does not answer it. */
export const CONNECTION_TROUBLE = "We had some trouble connecting. Try again?";

/** Stands at the top of a form, under no block's id, until the app answers again. */
export function showTrouble(state: SandboxState, view: ViewRecord, answered: boolean): void {
  const { "": trouble, ...others } = view.errors;
  if (answered && trouble === undefined) return;
  view.errors = answered ? others : { ...others, "": CONNECTION_TROUBLE };
  state.changed();
}

/** Beside a button or a shortcut that the app left without an answer. */
export function showSilence(
  state: SandboxState,
  place: { readonly channel: string; readonly user: string },
): void {
  const said = { text: `${state.app.name} did not respond. Please try again.` };
  showEphemeral(state, { ...place, said, from: "slack" });
}
