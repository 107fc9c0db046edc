/** Whether what Slack sends can come in; if not, since when. Over HTTP that is Slack's own affair. */
export type Link = { readonly up: true } | { readonly up: false; readonly since: Temporal.Instant };
