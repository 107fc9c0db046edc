import { botIsIn } from "#sandbox/slack/web-api/access.ts";
import {
  type Channel,
  type Person,
  type SandboxState,
  channelOf,
  directMessageId,
  personOf,
} from "#sandbox/slack/state/state.ts";

export interface VisibleChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "direct";
  readonly archived: boolean;
  /** Shared with another organization. */
  readonly external: boolean;
  readonly appIsIn: boolean;
  /** User ids of people and the app. */
  readonly members: readonly string[];
}

export interface VisibleWorkspace {
  readonly person: Person;
  /** The channels the person is in; the direct message with the app comes last. */
  readonly channels: readonly VisibleChannel[];
}

/** What a person may see of the workspace. */
export function visibleTo(state: SandboxState, user: string): VisibleWorkspace {
  const person = personOf(state, user);
  const joined = [...state.channels.values()].filter(({ members }) => members.includes(user));
  // Only members of the app's own workspace can message it.
  const direct = person.outsider ? [] : [channelOf(state, directMessageId(user))];
  return { person, channels: [...joined, ...direct].map((channel) => seenChannel(state, channel)) };
}

const seenChannel = (state: SandboxState, channel: Channel): VisibleChannel => ({
  id: channel.id,
  name: channel.name,
  kind: channel.direct ? "direct" : channel.private ? "private" : "public",
  archived: channel.archived ?? false,
  external: channel.externallyShared ?? false,
  appIsIn: botIsIn(state, channel),
  members: channel.members,
});
