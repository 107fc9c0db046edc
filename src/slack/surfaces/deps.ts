import type { Sources } from "#domain/sources/source.ts";
import type { SlackFacts } from "#slack/platform/access/slack-facts.ts";
import type { Outbox } from "#slack/platform/deliveries/outbox.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { Deps } from "#usecases/deps.ts";

/** The dependencies of every handler. */
export type SurfaceDeps = Deps &
  SlackFacts & { readonly outbox: Outbox; readonly log: Log; readonly sources: Sources };
