import type { Deps } from "./deps.ts";

type Where = { readonly workspace: string; readonly channel: string };

/** Who may vote in a team's channel, as Slack says now; nothing when Slack does not say, or the channel cannot be read. */
export type Electorate = {
  /** Everybody in the channel, whether they may vote or not. */
  readonly members: (where: Where) => Promise<readonly string[] | undefined>;
  /** Those of some people who are in the channel, without guests, outsiders and bots. */
  readonly votersAmong: (
    where: Where,
    people: ReadonlySet<string>,
  ) => Promise<ReadonlySet<string> | undefined>;
};

export type PollDeps = Deps & { readonly electorate: Electorate };
