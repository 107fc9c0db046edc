import type { Delivery } from "#domain/deliveries/delivery.ts";
import { TIME_ZONE_LOST } from "#domain/teams/team.ts";
import { type CallFailure, callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** Why not to post in a channel although Slack would accept it, or why that can't be found out for now. */
export async function findUnavailability(
  { sharedChannels, store }: OutboxDeps,
  { workspace, team: id }: Delivery,
  channel: string,
): Promise<CallFailure | undefined> {
  const team = await store.teams.find(workspace, id);
  if (team?.lostTimeZone !== undefined) return { kind: "paused", reason: TIME_ZONE_LOST };
  // The first call may fail on a connection that Slack has closed meanwhile. It is safe to repeat.
  const check = () => sharedChannels.isSharedOutside(workspace, channel);
  try {
    const isShared = await check().catch((fault: unknown) => {
      if (callFailure(fault).kind === "unknown") return check();
      throw fault;
    });
    return isShared ? { kind: "paused", reason: "shared_outside" } : undefined;
  } catch (fault) {
    const failure = callFailure(fault);
    if (failure.kind === "refused") return undefined;
    // Nothing was posted, whatever became of this call.
    return failure.kind === "unknown" ? { ...failure, kind: "not-sent" } : failure;
  }
}
