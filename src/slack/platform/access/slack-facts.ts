import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import type { Electorate } from "#usecases/polls/electorate.ts";
import type { ReadVotes } from "#usecases/retros/count-votes.ts";
import { type Access, slackAccess } from "./access.ts";
import { slackElectorate } from "./electorate.ts";
import { type MemberNames, slackMemberNames } from "./member-names.ts";
import { slackVoteReader } from "./read-votes.ts";
import { type SharedChannels, slackSharedChannels } from "./shared-channels.ts";
import { slackVisibleChannels, type VisibleChannels } from "./visible-channels.ts";

/** Facts that only Slack has: who people are, who may see what, and who has reacted. */
export type SlackFacts = {
  /** Who may act in which channel. */
  readonly access: Access;
  /** Which channels a person may look into. */
  readonly visibleChannels: VisibleChannels;
  /** The names of a channel's members, to keep them out of texts. */
  readonly memberNames: MemberNames;
  /** Which channels people of another organisation can read. */
  readonly sharedChannels: SharedChannels;
  readonly readVotes: ReadVotes;
  readonly electorate: Electorate;
};

export function slackFacts(
  clientOf: ClientOf,
  { log, now }: { readonly log: Log; readonly now: () => Temporal.Instant },
): SlackFacts {
  const access = slackAccess(clientOf);
  return {
    access,
    visibleChannels: slackVisibleChannels(clientOf, log),
    memberNames: slackMemberNames(clientOf),
    sharedChannels: slackSharedChannels(clientOf, now),
    readVotes: slackVoteReader(clientOf, access),
    electorate: slackElectorate(access),
  };
}
