import type { Delivery } from "#domain/deliveries/delivery.ts";
import { TIME_ZONE_LOST } from "#domain/teams/team.ts";
import { type CallFailure, callFailure } from "#slack/platform/web-api/call-failure.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** Why nothing is said in a channel of which Slack itself would take it, or why that is not known for now. */
export async function whyUnavailable(
  { sharedChannels, store }: OutboxDeps,
  { workspace, team: id }: Delivery,
  channel: string,
): Promise<CallFailure | undefined> {
  const team = await store.teams.find(workspace, id);
  if (team?.lostTimeZone !== undefined) return { kind: "paused", reason: TIME_ZONE_LOST };
  // A connection that Slack has closed meanwhile shows with the first call: a question may be asked twice.
  const ask = () => sharedChannels.isSharedOutside(workspace, channel);
  try {
    const isShared = await ask().catch((fault: unknown) => {
      if (callFailure(fault).kind === "unknown") return ask();
      throw fault;
    });
    return isShared ? { kind: "paused", reason: "shared_outside" } : undefined;
  } catch (fault) {
    const failure = callFailure(fault);
    if (failure.kind === "refused") return undefined;
    // Nothing was said, whatever became of the question.
    return failure.kind === "unknown" ? { ...failure, kind: "not-sent" } : failure;
  }
}
