import type { SocketModeReceiver } from "@slack/bolt";

/** Whether what Slack sends can come in; if not, since when. Over HTTP that is Slack's own affair. */
export type Link = { readonly up: true } | { readonly up: false; readonly since: Temporal.Instant };

export function watchSocket(client: SocketModeReceiver["client"], now: () => Temporal.Instant): () => Link {
  let link: Link = { up: false, since: now() };
  const onGone = () => {
    if (link.up && !client.websocket?.isActive()) link = { up: false, since: now() };
  };
  client.on("connected", () => (link = { up: true }));
  for (const event of ["close", "reconnecting", "disconnected"]) client.on(event, onGone);
  return () => link;
}
