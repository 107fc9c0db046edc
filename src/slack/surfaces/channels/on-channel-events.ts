import type { App } from "@slack/bolt";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { sendDeferredAck } from "#slack/platform/requests/deferred-acks.ts";
import { resumeChannel, changeChannelId } from "#usecases/channels/follow-channel.ts";

type ChannelRef = { readonly workspace: string; readonly channel: string };

/** Follows changes to the teams' channels. If an event is lost, pending messages are still retried within the hour. */
export function listenToChannels(app: App, deps: SurfaceDeps): void {
  const { access, sharedChannels, outbox, log } = deps;

  /** Clears what is cached about a channel. If it is gone, Slack refuses its messages and they stay pending. */
  function forget(ref: ChannelRef): void {
    access.invalidate(ref);
    sharedChannels.invalidate(ref.workspace);
  }
  async function resume(ref: ChannelRef): Promise<void> {
    forget(ref);
    if (!(await resumeChannel(deps, ref))) return;
    log.info({ channel: ref.channel }, "a team's channel is accessible again");
    await outbox.deliver();
  }
  const onChanged = async ({ event, body }: { event: { channel: string }; body: { team_id: string } }) =>
    forget({ workspace: body.team_id, channel: event.channel });
  const onBack = ({ event, body }: { event: { channel: string }; body: { team_id: string } }) =>
    resume({ workspace: body.team_id, channel: event.channel });

  app.event("channel_archive", onChanged);
  app.event("group_archive", onChanged);
  app.event("channel_deleted", onChanged);
  app.event("group_deleted", onChanged);
  app.event("channel_left", onChanged);
  app.event("group_left", onChanged);
  app.event("channel_shared", onChanged);
  app.event("channel_unarchive", onBack);
  app.event("group_unarchive", onBack);
  app.event("channel_unshared", onBack);

  const onRenamed = async ({
    event,
    body,
  }: {
    event: { channel: { id: string } };
    body: { team_id: string };
  }) => forget({ workspace: body.team_id, channel: event.channel.id });
  app.event("channel_rename", onRenamed);
  app.event("group_rename", onRenamed);

  // Only matters if it is Ourcome that joined.
  app.event("member_joined_channel", async ({ event, body, context }) => {
    if (event.user === context.botUserId) await resume({ workspace: body.team_id, channel: event.channel });
  });

  app.event("channel_id_changed", async ({ event, body }) => {
    const { old_channel_id: from, new_channel_id: to } = event;
    const workspace = body.team_id;
    forget({ workspace, channel: from });
    forget({ workspace, channel: to });
    const hasTeam = await changeChannelId(deps, { workspace, from, to });
    await sendDeferredAck(body);
    if (!hasTeam) return;
    log.info({ channel: to, before: from }, "the id of a team's channel has changed");
    await outbox.deliver();
  });
}
