/** Whether there is a socket to Slack; if not, since when. Always up over HTTP, where there is none. */
export type ConnectionStatus =
  | { readonly up: true }
  | { readonly up: false; readonly since: Temporal.Instant };
