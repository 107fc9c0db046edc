import type { SlackFacts } from "#slack/platform/access/slack-facts.ts";
import type { Outbox } from "#slack/platform/deliveries/outbox.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { SourceDeps } from "#usecases/sources/deps.ts";

/** The dependencies of every handler. */
export type SurfaceDeps = SourceDeps & SlackFacts & { readonly outbox: Outbox; readonly log: Log };
