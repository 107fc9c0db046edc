import type { App } from "@slack/bolt";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { sendDeferredAck } from "#slack/platform/requests/deferred-acks.ts";
import { resumeChannel, changeChannelId } from "#usecases/channels/follow-channel.ts";

type Place = { readonly workspace: string; readonly channel: string };

/** What becomes of the teams' channels. An event can be lost: then pending messages are tried again within the hour. */
export function listenToChannels(app: App, deps: SurfaceDeps): void {
  const { access, sharedChannels, outbox, log } = deps;

  /** What was known of it is asked anew. Slack itself refuses the messages of a channel that is gone, and they wait. */
  function forget(place: Place): void {
    access.forget(place);
    sharedChannels.forget(place.workspace);
  }
  async function isBack(place: Place): Promise<void> {
    forget(place);
    if (!(await resumeChannel(deps, place))) return;
    log.info({ channel: place.channel }, "a team's channel is in use again");
    await outbox.deliver();
  }
  const changed = async ({ event, body }: { event: { channel: string }; body: { team_id: string } }) =>
    forget({ workspace: body.team_id, channel: event.channel });
  const back = ({ event, body }: { event: { channel: string }; body: { team_id: string } }) =>
    isBack({ workspace: body.team_id, channel: event.channel });

  app.event("channel_archive", changed);
  app.event("group_archive", changed);
  app.event("channel_deleted", changed);
  app.event("group_deleted", changed);
  app.event("channel_left", changed);
  app.event("group_left", changed);
  app.event("channel_shared", changed);
  app.event("channel_unarchive", back);
  app.event("group_unarchive", back);
  app.event("channel_unshared", back);

  const renamed = async ({
    event,
    body,
  }: {
    event: { channel: { id: string } };
    body: { team_id: string };
  }) => forget({ workspace: body.team_id, channel: event.channel.id });
  app.event("channel_rename", renamed);
  app.event("group_rename", renamed);

  // Only Ourcome's own coming is looked at, and nobody else's.
  app.event("member_joined_channel", async ({ event, body, context }) => {
    if (event.user === context.botUserId) await isBack({ workspace: body.team_id, channel: event.channel });
  });

  app.event("channel_id_changed", async ({ event, body }) => {
    const { old_channel_id: from, new_channel_id: to } = event;
    const workspace = body.team_id;
    forget({ workspace, channel: from });
    forget({ workspace, channel: to });
    const hasTeam = await changeChannelId(deps, { workspace, from, to });
    await sendDeferredAck(body);
    if (!hasTeam) return;
    log.info({ channel: to, before: from }, "a team's channel has another id now");
    await outbox.deliver();
  });
}
