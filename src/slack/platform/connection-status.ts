/** Whether Slack's requests can arrive; if not, since when. Over HTTP, always up once Slack was reached at startup. */
export type ConnectionStatus =
  | { readonly up: true }
  | { readonly up: false; readonly since: Temporal.Instant };
