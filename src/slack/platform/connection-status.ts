/** Whether Slack's requests can come in; if not, since when. Over HTTP that is up to Slack. */
export type ConnectionStatus =
  | { readonly up: true }
  | { readonly up: false; readonly since: Temporal.Instant };
