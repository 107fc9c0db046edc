import type { SharedChannels } from "#slack/platform/access/shared-channels.ts";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import type { Deps } from "#usecases/deps.ts";
import type { Render } from "./rendering.ts";

/** The dependencies of posting, updating and looking up messages. */
export type OutboxDeps = Deps & {
  readonly clientOf: ClientOf;
  readonly sharedChannels: SharedChannels;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly render: Render;
  /** After this long, Slack will no longer carry out a call that it has not answered. */
  readonly settling: Temporal.Duration;
};
