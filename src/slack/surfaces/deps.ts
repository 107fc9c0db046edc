import type { ClosingDeps } from "#usecases/retros/count-votes.ts";
import type { Access } from "#slack/platform/access/access.ts";
import type { Sharing } from "#slack/platform/access/shared-channels.ts";
import type { MemberNames } from "#slack/platform/access/member-names.ts";
import type { Messenger } from "#slack/platform/deliveries/outbox.ts";
import type { SeenChannels } from "#slack/platform/access/visible-channels.ts";

/** What the handlers work with. */
export type SlackDeps = ClosingDeps & {
  /** Who may do what where, as Slack says. */
  readonly access: Access;
  /** Where else a person may look. */
  readonly seenChannels: SeenChannels;
  /** How the people of a channel are called, so that texts stay free of them. */
  readonly memberNames: MemberNames;
  /** Which channels outsiders read along in. */
  readonly sharing: Sharing;
  /** Posts what is owed. */
  readonly messenger: Messenger;
  readonly log: Log;
};

/** Facts and words without any text that a person wrote, any token, any user id. */
export type Log = {
  readonly info: (facts: object, words: string) => void;
  readonly warn: (facts: object, words: string) => void;
  readonly error: (facts: object, words: string) => void;
};
