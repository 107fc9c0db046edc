import type { Report } from "#domain/reports/report.ts";
import type { SlackFacts } from "#slack/platform/access/slack-facts.ts";
import type { Outbox } from "#slack/platform/deliveries/outbox.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { SourceDeps } from "#usecases/sources/deps.ts";

/** Where programs reach this server: its public address without a slash at the end, if the operator set one. */
export type ServerAddress = { readonly url?: string; readonly port: number };

/** The dependencies of every handler. */
export type SurfaceDeps = SourceDeps &
  SlackFacts & {
    readonly outbox: Outbox;
    readonly log: Log;
    readonly server: ServerAddress;
    /** The report as one HTML page. */
    readonly renderReport: (report: Report) => Promise<string>;
  };
