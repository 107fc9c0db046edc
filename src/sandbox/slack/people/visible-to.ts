import { botIsIn } from "#sandbox/slack/web-api/access.ts";
import {
  type Channel,
  type Person,
  type SandboxState,
  channelOf,
  directMessageId,
  personOf,
} from "#sandbox/slack/state/state.ts";

export interface SeenChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "direct";
  readonly archived: boolean;
  /** Shared with another company. */
  readonly external: boolean;
  readonly appIsIn: boolean;
  /** People and the app, by user id. */
  readonly members: readonly string[];
}

export interface Seen {
  readonly person: Person;
  /** Those that the person is in; the direct message with the app comes last. */
  readonly channels: readonly SeenChannel[];
}

/** What one person may see of the workspace. */
export function seenBy(state: SandboxState, user: string): Seen {
  const person = personOf(state, user);
  const joined = [...state.channels.values()].filter(({ members }) => members.includes(user));
  // An app is there for the people of its own workspace.
  const direct = person.outsider ? [] : [channelOf(state, directMessageId(user))];
  return { person, channels: [...joined, ...direct].map((channel) => seenChannel(state, channel)) };
}

const seenChannel = (state: SandboxState, channel: Channel): SeenChannel => ({
  id: channel.id,
  name: channel.name,
  kind: channel.direct ? "direct" : channel.private ? "private" : "public",
  archived: channel.archived ?? false,
  external: channel.externallyShared ?? false,
  appIsIn: botIsIn(state, channel),
  members: channel.members,
});
